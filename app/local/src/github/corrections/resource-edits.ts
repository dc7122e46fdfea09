import type { Json } from "../router.ts";
import type { Correction, ResourceKind, World } from "../world.ts";

const repo = "^/repos/[^/]+/[^/]+";
/** Where a resource is in an answer: the body itself, a list, or a list under a key. */
const answers: [RegExp, ResourceKind, string?][] = [
  [new RegExp(`${repo}/(issues|pulls)/(\\d+/)?comments(/\\d+)?$`), "comment"],
  [new RegExp(`${repo}/issues(/\\d+(/lock|/assignees)?)?$`), "issue"],
  [new RegExp(`${repo}/(pulls(/\\d+(/requested_reviewers)?)?|commits/[^/]+/pulls)$`), "pull_request"],
  [new RegExp(`${repo}/pulls/\\d+/reviews(/\\d+(/(dismissals|events))?)?$`), "review"],
  [new RegExp(`${repo}/(commits/.+|check-suites/\\d+)/check-runs$`), "check_run", "check_runs"],
  [new RegExp(`${repo}/check-runs(/\\d+)?$`), "check_run"],
  [new RegExp(`${repo}/releases(/\\d+|/latest|/tags/.+)?$`), "release"],
  [new RegExp(`${repo}/releases/(assets/\\d+|\\d+/assets)$`), "asset"],
];
const kinds: ResourceKind[] = ["comment", "issue", "pull_request", "review", "check_run", "release"];

/** Applies the edits that other corrections ask for, in answers and in webhook payloads alike, so that both always agree. */
export const resourceEdits: Correction = (world) => {
  world.after.push((call, answer) => {
    if (answer.status >= 300 || answer.json === undefined) return;
    const found = answers.find(([path]) => path.test(call.path));
    if (!found) return;
    const [, kind, key] = found;
    const body = key ? answer.json[key] : answer.json;
    for (const resource of Array.isArray(body) ? body : [body]) editResource(world, kind, resource);
  });
  world.events.push(({ payload }) => {
    for (const kind of kinds) if (payload[kind]) payload[kind] = editCopy(world, kind, payload[kind]);
  });
};

function editCopy(world: World, kind: ResourceKind, resource: Json): Json {
  const copy = structuredClone(resource);
  editResource(world, kind, copy);
  return copy;
}

function editResource(world: World, kind: ResourceKind, resource: Json): void {
  for (const edit of world.resources.get(kind) ?? []) edit(resource);
  if (kind === "release") for (const asset of resource.assets ?? []) editResource(world, "asset", asset);
}

/** Adds an edit for a kind of resource. Edits may run twice on one resource and must not mind. */
export function editResources(world: World, kind: ResourceKind, edit: (resource: Json) => void): void {
  const edits = world.resources.get(kind) ?? [];
  edits.push(edit);
  world.resources.set(kind, edits);
}
