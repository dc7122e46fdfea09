import { listShownLines, type MergeConflict, splitLines } from "@plugsmith/templates";
import type { ReviewDraft } from "../effects/effect.ts";
import type { GeneratedPlugin } from "../engine/plugin-engine.ts";
import type { PluginFiles } from "../facts/facts.ts";
import { renderCode } from "./render-code.ts";
import { renderConflict } from "./render-conflict.ts";
import { renderFence } from "./render-fence.ts";

/** More places are told in the review's own text. */
const maxComments = 50;
/** GitHub takes 65,536 characters. */
const maxBody = 58_000;

type Placed = ReviewDraft["comments"][number];

/** The place as a comment with a suggestion; null where the pull request does not show those lines. */
function placeConflict(plugin: GeneratedPlugin, published: PluginFiles | null, conflict: MergeConflict): Placed | null {
  const { path, kind, text } = conflict;
  if (kind !== "both_changed" || text === undefined) return null;
  const after = plugin.files.get(path)?.content ?? "";
  const lines = splitLines(after);
  // A suggestion replaces lines: where there are none, it brings the line beside it along.
  const first = text.count > 0 ? text.first : Math.max(1, Math.min(text.first, lines.length));
  const last = first + Math.max(1, text.count) - 1;
  const beside = text.count > 0 ? "" : (lines[first - 1] ?? "");
  const before = published?.get(path)?.content ?? "";
  if (lines.length === 0 || typeof before !== "string") return null;
  const shown = listShownLines(before, after).some((range) => range.first <= first && last <= range.last);
  if (!shown) return null;
  const fresh = text.count === 0 && text.first > lines.length ? `${beside}${text.other}` : `${text.other}${beside}`;
  const words =
    text.count === 0
      ? "People deleted lines here that the new rendering changes. They stay deleted. To have the new ones, commit this suggestion:"
      : text.other === ""
        ? "People changed these lines, and the new rendering no longer has them. People's text stayed. To delete the lines, commit this suggestion:"
        : "People changed these lines, and the new rendering changes them too. People's text stayed. To have the new rendering's instead, commit this suggestion:";
  return {
    path: `plugins/${plugin.manifest.name}/${path}`,
    startLine: first === last ? null : first,
    line: last,
    body: `${words}\n\n${renderFence(fresh, "suggestion")}`,
  };
}

function join(head: string, items: readonly string[]): string {
  const fitting: string[] = [];
  let left = maxBody - head.length;
  for (const item of items) {
    left -= item.length + 2;
    if (left < 0) break;
    fitting.push(item);
  }
  const rest = items.length - fitting.length;
  const more = rest === 0 ? [] : [`And ${rest} more: compare with the new rendering.`];
  return [head, ...fitting, ...more].join("\n\n");
}

/**
 * What a merge kept of people and the rendering says otherwise, as one review: a suggestion at each place that the pull
 * request shows, everything else in its text. Null where nothing differs. `published`: the plugin's files on the base branch.
 */
export function renderMergeReview(
  plugin: GeneratedPlugin,
  published: PluginFiles | null,
  webUrl: string,
): ReviewDraft | null {
  const { conflicts, pack, manifest } = plugin;
  if (conflicts.length === 0) return null;
  const placed = conflicts.map((conflict) => ({ conflict, comment: placeConflict(plugin, published, conflict) }));
  const comments = placed.flatMap(({ comment }) => comment ?? []).slice(0, maxComments);
  const rest = placed.filter(({ comment }) => comment === null || !comments.includes(comment));
  const count = conflicts.length === 1 ? "one place" : `${conflicts.length} places`;
  const head = `### People's text stayed; the new rendering says something else in ${count}

The plugin was generated again from pack ${renderCode(pack.name)} ${pack.version} and merged with what people wrote on this branch and before. Where only one side had changed something, that was taken. Nothing below has to be done; each is an offer.`;
  const tell = (conflict: MergeConflict) => renderConflict(conflict);
  return {
    key: "merge",
    body: join(
      head,
      rest.map(({ conflict }) => tell(conflict)),
    ),
    comments,
    plain: join(head, conflicts.map(tell)),
    renderUrl: `${webUrl}/tree/{commit}/plugins/${manifest.name}`,
  };
}
