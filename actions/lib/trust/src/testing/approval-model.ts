/**
 * The approval rule a second time, for tests only: written from the rule's text, person by person, without a line of the
 * production code. Whatever a random story does to a forge, both must agree.
 */
export interface ApprovalModel {
  /** Milliseconds. */
  now: number;
  head: string;
  pull: number;
  base: "main" | "side";
  required: number;
  reviews: {
    id: number;
    pull: number;
    who: number;
    verdict: "APPROVED" | "CHANGES_REQUESTED" | "COMMENTED" | "DISMISSED";
    head: string;
    at: number;
    body: string;
  }[];
  /** Spans in which people hold the role; `until` is exclusive. */
  roles: { who: number; from: number; until: number }[];
  /** People whom the configuration of the default branch names. */
  named: Set<number>;
  /** The requester, and everybody who ever pushed to the branch. */
  barred: Set<number>;
  /** Green runs of the pipeline in the order of their start. */
  runs: { head: string; digest: string; endedAt: number }[];
  /** Force-pushes and changes of base. */
  resets: { pull: number; at: number }[];
  /** Heads that change files outside the plugin's folder. */
  outside: Set<string>;
  /** Line that confirms the new permissions of a head. */
  lines: Map<string, string>;
}

export function makeApprovalModel(given: Pick<ApprovalModel, "now" | "head" | "pull">): ApprovalModel {
  return {
    base: "main",
    required: 2,
    reviews: [],
    roles: [],
    named: new Set(),
    barred: new Set(),
    runs: [],
    resets: [],
    outside: new Set(),
    lines: new Map(),
    ...given,
  };
}

const holds = (model: ApprovalModel, who: number, at: number) =>
  model.roles.some((role) => role.who === who && role.from <= at && at < role.until);

/** The review that speaks for somebody: the last that is no mere comment. */
function speak(model: ApprovalModel, who: number) {
  let last: ApprovalModel["reviews"][number] | undefined;
  for (const review of model.reviews) {
    if (review.pull !== model.pull || review.who !== who || review.verdict === "COMMENTED") continue;
    if (!last || review.at > last.at || (review.at === last.at && review.id > last.id)) last = review;
  }
  return last;
}

/** Whose approvals the rule counts now, and whether all of it lets the head be published. */
export function judgeApprovals(model: ApprovalModel): { readonly counted: number[]; readonly valid: boolean } {
  const runs = model.runs.filter((run) => run.head === model.head);
  const newest = runs.at(-1);
  const resets = model.resets.filter((reset) => reset.pull === model.pull).map((reset) => reset.at);
  const people = new Set(model.roles.map((role) => role.who));
  const counted: number[] = [];
  let vetoed = false;
  for (const who of people) {
    const review = speak(model, who);
    if (!review || !holds(model, who, model.now)) continue;
    if (review.verdict === "CHANGES_REQUESTED") vetoed = true;
    if (review.verdict !== "APPROVED" || review.head !== model.head) continue;
    if (!holds(model, who, review.at) || !model.named.has(who) || model.barred.has(who)) continue;
    // GitHub tells the end of a run in whole seconds.
    if (!newest || review.at < newest.endedAt - (newest.endedAt % 1000)) continue;
    if (resets.some((at) => review.at <= at)) continue;
    const line = model.lines.get(model.head);
    if (line !== undefined && !review.body.split("\n").includes(line)) continue;
    counted.push(who);
  }
  const agreed = new Set(runs.map((run) => run.digest)).size === 1;
  const enough = counted.length >= model.required;
  return {
    counted: agreed ? counted : [],
    valid: agreed && enough && !vetoed && model.base === "main" && !model.outside.has(model.head),
  };
}
