import { asList, asObject } from "./decode-answer.ts";
import { type ForgeFinding, ok, unknown, wrong } from "./forge-finding.ts";
import type { ForgeAnswers } from "./gather-forge-answers.ts";

interface Guard {
  readonly pullRequest: boolean;
  readonly approvals: number;
  readonly dismissesStale: boolean;
  readonly noForce: boolean;
  readonly noDeletion: boolean;
}

const open: Guard = { pullRequest: false, approvals: 0, dismissesStale: false, noForce: false, noDeletion: false };

/** What active rulesets say of a branch. */
function readRules(data: unknown): Guard {
  const rules = asList(data).map(asObject);
  const has = (type: string) => rules.some((rule) => rule["type"] === type);
  const reviews = rules.filter((rule) => rule["type"] === "pull_request").map((rule) => asObject(rule["parameters"]));
  return {
    pullRequest: has("pull_request"),
    approvals: Math.max(0, ...reviews.map((one) => Number(one["required_approving_review_count"] ?? 0))),
    dismissesStale: reviews.some((one) => one["dismiss_stale_reviews_on_push"] === true),
    noForce: has("non_fast_forward"),
    noDeletion: has("deletion"),
  };
}

/** What classic branch protection says. */
function readProtection(data: unknown): Guard {
  const protection = asObject(data);
  const reviews = protection["required_pull_request_reviews"];
  const isOff = (key: string) => asObject(protection[key])["enabled"] === false;
  return {
    pullRequest: reviews !== undefined,
    approvals: Number(asObject(reviews)["required_approving_review_count"] ?? 0),
    dismissesStale: asObject(reviews)["dismiss_stale_reviews"] === true,
    noForce: isOff("allow_force_pushes"),
    noDeletion: isOff("allow_deletions"),
  };
}

const join = (a: Guard, b: Guard): Guard => ({
  pullRequest: a.pullRequest || b.pullRequest,
  approvals: Math.max(a.approvals, b.approvals),
  dismissesStale: a.dismissesStale || b.dismissesStale,
  noForce: a.noForce || b.noForce,
  noDeletion: a.noDeletion || b.noDeletion,
});

/**
 * Whether GitHub itself keeps people from pushing past the forge: rulesets and branch protection of the default branch,
 * and the two branches that only grow.
 */
export function checkBranches({ rules, protection, repository }: ForgeAnswers): ForgeFinding[] {
  const branch = String(asObject(repository.data)["default_branch"] ?? "main");
  const ruled = rules.main.status === 200 ? readRules(rules.main.data) : open;
  const guarded = protection.status === 200 ? readProtection(protection.data) : open;
  const guard = join(ruled, guarded);
  // 404 says that there is no protection; anything else says nothing.
  const blind = rules.main.status !== 200 ? rules.main : ![200, 404].includes(protection.status) ? protection : null;
  const judge = (what: string, good: boolean, text: string, mend: string, required = true): ForgeFinding => {
    if (good) return ok(what, text, required);
    if (blind) return unknown(what, blind, `Use a token with "Administration: read", or look: ${mend}`, required);
    return wrong(what, `${branch} does not have it`, mend, required);
  };
  const settings = `Settings → Rules → Rulesets, a branch ruleset for ${branch}`;
  const grows = (["registry", "audit"] as const).map((which): ForgeFinding => {
    const what = `forge/${which} only grows`;
    const mend = `Settings → Rules → Rulesets, a branch ruleset for forge/${which}: restrict deletions, block force pushes.`;
    const answer = rules[which];
    if (answer.status !== 200) return unknown(what, answer, mend, false);
    const { noForce, noDeletion } = readRules(answer.data);
    if (noForce && noDeletion) return ok(what, "no deletion, no force push", false);
    return wrong(what, "somebody with write access may rewrite it; agents notice, but late", mend, false);
  });
  return [
    judge(
      `changes of ${branch} need a pull request`,
      guard.pullRequest && guard.approvals > 0,
      `${guard.approvals} approving review(s) required`,
      `${settings}: require a pull request with at least one approval. Without it whoever may write can change policy and plugins past the forge.`,
    ),
    judge(
      `${branch} cannot be rewritten`,
      guard.noForce && guard.noDeletion,
      "no deletion, no force push",
      `${settings}: restrict deletions, block force pushes.`,
    ),
    judge(
      "pushes dismiss approvals",
      guard.dismissesStale,
      "stale approvals are dismissed",
      `${settings}: dismiss stale pull request approvals. The forge itself counts only reviews of the exact head.`,
      false,
    ),
    ...grows,
  ];
}
