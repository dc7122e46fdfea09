import { asArray, asId, asRecord, asText } from "../github/decode-value.ts";
import type { ApplyContext } from "./apply-context.ts";
import type { Effect } from "./effect.ts";

type CheckEffect = Extract<Effect, { kind: "check" }>;

function isOurs(run: unknown, context: ApplyContext): boolean {
  const app = asId(asRecord(asRecord(run)["app"])["id"]);
  return app === 0 || context.forge.appId === null || app === context.forge.appId;
}

/** Makes or changes our check run of this name on the commit; nothing is written when it already says the same. */
export async function applyCheck(context: ApplyContext, effect: CheckEffect): Promise<void> {
  const { request, repository } = context;
  const { data } = await request("GET /repos/{owner}/{repo}/commits/{ref}/check-runs", {
    ...repository,
    ref: effect.headSha,
    check_name: effect.name,
    per_page: 50,
  });
  const existing = asArray(asRecord(data)["check_runs"])
    .filter((run) => asRecord(run)["name"] === effect.name && isOurs(run, context))
    .map(asRecord)
    .sort((a, b) => asId(b["id"]) - asId(a["id"]))[0];
  const state =
    effect.conclusion === null ? { status: "in_progress" } : { status: "completed", conclusion: effect.conclusion };
  const annotations = effect.annotations?.map(({ path, line, message }) => ({
    path,
    start_line: line,
    end_line: line,
    annotation_level: "failure",
    message,
  }));
  const output = { title: effect.title, summary: effect.summary, ...(annotations?.length && { annotations }) };
  const said = asRecord(existing?.["output"]);
  const same =
    existing !== undefined &&
    existing["status"] === state.status &&
    (existing["conclusion"] ?? null) === effect.conclusion &&
    asText(said["title"]) === effect.title &&
    asText(said["summary"]).replaceAll("\r\n", "\n") === effect.summary;
  if (same) return;
  // A completed check cannot become unfinished again by an update: a new run of the same name takes its place.
  if (existing && !(existing["status"] === "completed" && effect.conclusion === null)) {
    const checkRun = { ...repository, check_run_id: asId(existing["id"]) };
    await request("PATCH /repos/{owner}/{repo}/check-runs/{check_run_id}", { ...checkRun, ...state, output });
  } else {
    const checkRun = { ...repository, name: effect.name, head_sha: effect.headSha };
    await request("POST /repos/{owner}/{repo}/check-runs", { ...checkRun, ...state, output });
  }
}
