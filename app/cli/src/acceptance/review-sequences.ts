/** What one person does to the pull request of a request. Each line is one thing on GitHub. */
export type Step =
  | readonly [who: string, does: "approves" | "requests changes" | "comments" | "approves the old head"]
  | readonly [who: string, does: "pushes" | "pushes with lin as co-author" | "pushes outside the plugin"]
  | readonly [who: string, does: "closes the pull request" | "retargets" | "leaves the team"]
  | readonly [who: string, does: "dismisses" | "says" | "edits the last comment to", what: string];

export interface ReviewSequence {
  readonly title: string;
  readonly steps: readonly Step[];
  /** What the check `forge / approvals` of the head says at the end; absent where no open pull request is left. */
  readonly approvals?: string;
  /** How often a publication was started. */
  readonly published: number;
}

const two: readonly Step[] = [
  ["ada", "approves"],
  ["lin", "approves"],
];
const publish: Step = ["max", "says", "/forge publish"];

/** Reviews as they happen to real projects, honest and not, and what the forge makes of each. */
export const reviewSequences: readonly ReviewSequence[] = [
  { title: "two approvers and a maintainer's publish", steps: [...two, publish], approvals: "2/2", published: 1 },
  { title: "nobody reviewed", steps: [publish], approvals: "0/2", published: 0 },
  { title: "one approval", steps: [["ada", "approves"], publish], approvals: "1/2", published: 0 },
  {
    title: "the same approver twice",
    steps: [["ada", "approves"], ["ada", "approves"], publish],
    approvals: "1/2",
    published: 0,
  },
  {
    title: "an outsider's approval",
    steps: [["ada", "approves"], ["oscar", "approves"], publish],
    approvals: "1/2",
    published: 0,
  },
  {
    title: "the requester's approval",
    steps: [["ada", "approves"], ["rosa", "approves"], publish],
    approvals: "1/2",
    published: 0,
  },
  {
    title: "a writer's approval",
    steps: [["ada", "approves"], ["wim", "approves"], publish],
    approvals: "1/2",
    published: 0,
  },
  {
    title: "maintainer, triager and admin approve without the role",
    steps: [["max", "approves"], ["tess", "approves"], ["otto", "approves"], publish],
    approvals: "0/2",
    published: 0,
  },
  {
    title: "a push after two approvals",
    steps: [...two, ["max", "pushes"], publish],
    approvals: "0/2",
    published: 0,
  },
  {
    title: "a push and two new approvals",
    steps: [...two, ["max", "pushes"], ...two, publish],
    approvals: "2/2",
    published: 1,
  },
  {
    title: "approvals of the old head after a push",
    steps: [["max", "pushes"], ["ada", "approves the old head"], ["lin", "approves the old head"], publish],
    approvals: "0/2",
    published: 0,
  },
  {
    title: "an approver who pushed",
    steps: [["ada", "pushes"], ...two, publish],
    approvals: "1/2",
    published: 0,
  },
  {
    title: "an approver pushed, two others approve",
    steps: [["ada", "pushes"], ["lin", "approves"], ["lou", "approves"], publish],
    approvals: "2/2",
    published: 1,
  },
  {
    title: "an approver as co-author",
    steps: [["max", "pushes with lin as co-author"], ...two, publish],
    approvals: "1/2",
    published: 0,
  },
  {
    title: "a file outside the plugin's folder",
    steps: [["max", "pushes outside the plugin"], ...two, publish],
    published: 0,
  },
  {
    title: "an approver requests changes",
    steps: [["ada", "approves"], ["lou", "approves"], ["lin", "requests changes"], publish],
    approvals: "2/2 approvals, blocked",
    published: 0,
  },
  {
    title: "changes were requested, then approved",
    steps: [["lin", "requests changes"], ...two, publish],
    approvals: "2/2",
    published: 1,
  },
  {
    title: "an approver takes the approval back",
    steps: [...two, ["lin", "requests changes"], publish],
    approvals: "1/2 approvals, blocked",
    published: 0,
  },
  {
    title: "an approver comments after approving",
    steps: [...two, ["ada", "comments"], publish],
    approvals: "2/2",
    published: 1,
  },
  {
    title: "an approval is dismissed",
    steps: [...two, ["max", "dismisses", "ada"], publish],
    approvals: "1/2",
    published: 0,
  },
  {
    title: "a dismissed approval is given again",
    steps: [...two, ["max", "dismisses", "ada"], ["ada", "approves"], publish],
    approvals: "2/2",
    published: 1,
  },
  { title: "held", steps: [...two, ["max", "says", "/forge hold wait"], publish], approvals: "2/2", published: 0 },
  {
    title: "held and let go",
    steps: [...two, ["max", "says", "/forge hold wait"], ["max", "says", "/forge unhold"], publish],
    approvals: "2/2",
    published: 1,
  },
  {
    title: "an outsider says publish",
    steps: [...two, ["oscar", "says", "/forge publish"]],
    approvals: "2/2",
    published: 0,
  },
  {
    title: "the requester says publish",
    steps: [...two, ["rosa", "says", "/forge publish"]],
    approvals: "2/2",
    published: 0,
  },
  { title: "publish is said twice", steps: [...two, publish, publish], approvals: "2/2", published: 1 },
  {
    title: "publish only quoted",
    steps: [...two, ["ada", "says", "> /forge publish"]],
    approvals: "2/2",
    published: 0,
  },
  {
    title: "publish edited into a comment",
    steps: [...two, ["ada", "says", "looks good"], ["ada", "edits the last comment to", "/forge publish"]],
    approvals: "2/2",
    published: 0,
  },
  { title: "closed after two approvals", steps: [...two, ["max", "closes the pull request"], publish], published: 0 },
  { title: "retargeted to another branch", steps: [...two, ["max", "retargets"], publish], published: 0 },
  {
    title: "an approver left the team",
    steps: [["ada", "approves"], ["kim", "approves"], ["kim", "leaves the team"], publish],
    approvals: "1/2",
    published: 0,
  },
  {
    title: "cancelled by the requester",
    steps: [...two, ["rosa", "says", "/forge cancel"], publish],
    published: 0,
  },
];
