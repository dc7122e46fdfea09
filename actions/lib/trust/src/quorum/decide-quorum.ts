import { ForgeError } from "@plugsmith/schemas";
import { decideProof } from "../proof/decide-proof.ts";
import { listKeys } from "../proof/list-keys.ts";
import { parsePlainLines } from "../revocation/parse-plain-lines.ts";
import { decideRole } from "./decide-role.ts";
import { type OrderedReview, orderReviews } from "./order-reviews.ts";
import type { Blocker, CountedReview, ExcludedPerson, Quorum, QuorumFacts, UncountedReason } from "./quorum.ts";
import { renderUncounted } from "./render-uncounted.ts";

const isPerson = (excluded: ExcludedPerson, user: { id: number; login: string }) =>
  excluded.id === null ? excluded.login.toLowerCase() === user.login.toLowerCase() : excluded.id === user.id;

/** Why the person's reviews cannot count at all, or null. */
function decideStanding(review: OrderedReview, facts: QuorumFacts): UncountedReason | null {
  const { user } = review;
  if (user === null) return "account_missing";
  if (user.type !== "User") return "bot";
  for (const person of facts.excluded)
    if (person.reason !== "unknown_author" && isPerson(person, user)) return person.reason;
  if (Number.isNaN(Date.parse(review.submittedAt ?? ""))) return "time_unknown";
  for (const moment of [facts.now, review.submittedAt as string]) {
    const role = decideRole(facts.reviewers, user.id, moment);
    if (role !== "holds") return role;
  }
  if (facts.teamIds && !facts.teamIds.includes(user.id)) return "not_in_team";
  return null;
}

/** Why an approval by somebody of standing does not count for this head, or null. */
function decideReview(review: OrderedReview, facts: QuorumFacts): UncountedReason | null {
  if (review.state === "DISMISSED") return "dismissed";
  if (!review.latest) return "superseded";
  if (review.commitId !== facts.headSha) return "stale_commit";
  const since = Date.parse(facts.digestKnownSince ?? "");
  // GitHub's times have whole seconds: a review of the same second as the end of the run counts.
  const submitted = Date.parse(review.submittedAt ?? "");
  if (!(submitted >= Math.floor(since / 1000) * 1000)) return "before_pipeline";
  // Within one second nobody can tell which came first: then the approval is not counted.
  if (facts.resetAt && !(submitted > Date.parse(facts.resetAt))) return "reset";
  if (facts.confirmation && !parsePlainLines(review.body ?? "").includes(facts.confirmation))
    return "permissions_unconfirmed";
  if (!facts.proof || !review.user) return null;
  return decideProof(review.body ?? "", facts.proof, listKeys(facts.reviewers, review.user.id, facts.now));
}

/** An approver who asks for changes blocks until that review is dismissed or replaced, whichever commit it was made on. */
function decideBlocker(review: OrderedReview, facts: QuorumFacts): Blocker | null {
  const { user } = review;
  if (review.state !== "CHANGES_REQUESTED" || !review.latest || user === null || user.type !== "User") return null;
  if (decideRole(facts.reviewers, user.id, facts.now) !== "holds") return null;
  const message = `${user.login} asked for changes; that review must be replaced or dismissed first.`;
  return { login: user.login, reviewId: review.id, reason: "changes_requested", message };
}

const blockUnknown = (person: ExcludedPerson): Blocker => ({
  login: person.login,
  reviewId: null,
  reason: "unknown_author",
  message: `A commit names ${person.login}, who is linked to no GitHub account; rewrite it with a linked address.`,
});

/** A critical plugin with enough approvals, none of them by a maintainer. */
function decideMaintainer(counted: readonly CountedReview[], facts: QuorumFacts): Blocker[] {
  const { maintainerIds, required } = facts;
  if (!maintainerIds || counted.length < required || counted.some(({ id }) => maintainerIds.includes(id))) return [];
  const message = "This plugin is critical: one of the approvals must be a maintainer's.";
  return [{ login: "", reviewId: null, reason: "maintainer_missing", message }];
}

/**
 * Counts the approvals of one exact commit. Pure: the bot paints with it, sign and publish gate with it.
 * An approval counts when a person in the approver role (now and when reviewing), who is not excluded, gave it as their
 * newest deciding review, on `headSha`, not before the pipeline of that commit ended, after the last reset, with the
 * confirmation and signature that are asked for.
 * @throws ForgeError `policy_invalid` when `required` is not a whole number of at least 1.
 */
export function decideQuorum(facts: QuorumFacts): Quorum {
  if (!Number.isSafeInteger(facts.required) || facts.required < 1)
    throw new ForgeError("policy_invalid", { message: "At least one approval must be required." });
  const counted: CountedReview[] = [];
  const uncounted: Quorum["uncounted"][number][] = [];
  const context = { headSha: facts.headSha, confirmation: facts.confirmation ?? null, proof: facts.proof ?? null };
  const unknown = facts.excluded.filter((person) => person.reason === "unknown_author");
  const blockedBy = [...(facts.obstacles ?? []), ...unknown.map(blockUnknown)];
  for (const review of orderReviews(facts.reviews)) {
    const blocker = decideBlocker(review, facts);
    if (blocker) {
      blockedBy.push(blocker);
      continue;
    }
    const standing = decideStanding(review, facts);
    if (review.state === "CHANGES_REQUESTED" && !review.latest) continue;
    const reason = standing ?? decideReview(review, facts);
    const login = review.user?.login ?? "A deleted account";
    if (reason === null && review.user && review.submittedAt) {
      counted.push({ id: review.user.id, login, reviewId: review.id, submittedAt: review.submittedAt });
    } else if (reason !== null) {
      uncounted.push({ login, reviewId: review.id, reason, message: renderUncounted(login, reason, context) });
    }
  }
  blockedBy.push(...decideMaintainer(counted, facts));
  const count = counted.length;
  return {
    required: facts.required,
    count,
    reached: count >= facts.required && blockedBy.length === 0,
    counted,
    uncounted,
    blockedBy,
  };
}
