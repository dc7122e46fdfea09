import { findRepositoryOf } from "../find-repository.ts";
import { GitHubRefusal } from "../github-refusal.ts";
import type { Json } from "../router.ts";
import type { Correction } from "../world.ts";
import { editResources } from "./resource-edits.ts";

const refusal = (message: string) => new GitHubRefusal(422, "Unprocessable Entity", [message]);
const reviewsOf = /\/pulls\/(\d+)\/reviews$/;

interface Lines {
  readonly line: number;
  readonly start_line: number | null;
  readonly start_side: string | null;
}

/** First and last line of the new file in each stretch that a patch shows. */
const listShown = (patch: string) =>
  [...patch.matchAll(/^@@ -\d+(?:,\d+)? \+(\d+)(?:,(\d+))? @@/gm)].map(([, at, count = "1"]) => {
    return { first: Number(at), last: Number(at) + Number(count) - 1 };
  });

/** The lines of one comment, as GitHub finds them in the diff; only the side of the new file is known here. */
function findLines(comment: Json, files: readonly Json[]): Lines {
  const { path, line, side = "RIGHT", start_line: start, start_side: startSide } = comment;
  const file = files.find(({ filename }) => filename === path);
  if (!file) throw refusal("Path could not be resolved");
  const first = start ?? line;
  const shown = listShown(file.patch ?? "").some((range) => range.first <= first && line <= range.last);
  if (side !== "RIGHT" || !Number.isSafeInteger(line) || !shown) throw refusal("Line could not be resolved");
  if (start !== undefined && (start >= line || (startSide ?? side) !== side))
    throw refusal("Start line must precede the end line.");
  return { line, start_line: start ?? null, start_side: start === undefined ? null : side };
}

/** emulate knows a review's comments by their position in the diff only; GitHub takes lines, and refuses those it does not show. */
export const reviewComments: Correction = (world) => {
  const lines = new Map<number, Lines>();
  const asked = new WeakMap<object, readonly Lines[]>();
  world.before.push(async (call) => {
    const found = reviewsOf.exec(call.path);
    const repo = findRepositoryOf(world.gh, call.path);
    const comments: Json[] = call.json?.comments ?? [];
    if (!found || !repo || call.method !== "POST" || comments.length === 0) return;
    const files: Json[] = [];
    for (let page = 1, length = 100; length === 100; page += 1) {
      const more = await world.read(`/repos/${repo.full_name}/pulls/${found[1]}/files?per_page=100&page=${page}`);
      files.push(...(more ?? []));
      length = more?.length ?? 0;
    }
    if (!comments.every((comment) => comment.line !== undefined)) return;
    const places = comments.map((comment) => findLines(comment, files));
    asked.set(call, places);
    call.json = {
      ...call.json,
      comments: comments.map(({ path, body, line }) => ({ path, body, position: line })),
    };
  });
  world.after.push((call, answer) => {
    const places = asked.get(call);
    if (!places || answer.status >= 300) return;
    const rows = world.gh.comments.all().filter((row) => row.review_id === answer.json.id);
    for (const [index, row] of rows.entries()) if (places[index]) lines.set(row.id, places[index]);
  });
  editResources(world, "comment", (comment) => {
    if (comment.pull_request_review_id) Object.assign(comment, lines.get(comment.id));
  });
};
