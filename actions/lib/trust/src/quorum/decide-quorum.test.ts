import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { makeQuorumFacts, makeReview, makeReviewers, testHead, testTimes } from "../testing.ts";
import { decideQuorum } from "./decide-quorum.ts";
import type { Blocker, QuorumFacts, ReviewFact } from "./quorum.ts";

const decide = (given: Partial<QuorumFacts>) => decideQuorum(makeQuorumFacts(given));
const old = "b".repeat(40);

describe("decideQuorum", () => {
  it("is reached by two different approvers of the exact head", () => {
    const quorum = decide({ reviews: [makeReview(1), makeReview(2)] });
    expect(quorum).toMatchObject({ count: 2, reached: true, uncounted: [], blockedBy: [] });
    expect(quorum.counted.map((review) => review.id)).toEqual([1, 2]);
  });

  it("counts a person once, however often they approve", () => {
    const quorum = decide({ reviews: [makeReview(1), makeReview(1)] });
    expect(quorum.count).toBe(1);
    expect(quorum.uncounted.map((review) => review.reason)).toEqual(["superseded"]);
  });

  const rules: [string, string, Partial<QuorumFacts>][] = [
    ["an outsider", "not_approver", { reviews: [makeReview(9)] }],
    ["a bot", "bot", { reviews: [makeReview(1, { user: { id: 1, login: "user-1", type: "Bot" } })] }],
    ["a deleted account", "account_missing", { reviews: [makeReview(1, { user: null })] }],
    ["another commit", "stale_commit", { reviews: [makeReview(1, { commitId: old })] }],
    ["no commit", "stale_commit", { reviews: [makeReview(1, { commitId: null })] }],
    [
      "before the pipeline ended",
      "before_pipeline",
      { reviews: [makeReview(1, { submittedAt: "2026-06-01T09:59:59Z" })] },
    ],
    ["while no digest is known", "before_pipeline", { reviews: [makeReview(1)], digestKnownSince: null }],
    ["a dismissed review", "dismissed", { reviews: [makeReview(1, { state: "DISMISSED" })] }],
    ["a review without a time", "time_unknown", { reviews: [makeReview(1, { submittedAt: null })] }],
    ["somebody outside the team", "not_in_team", { reviews: [makeReview(1)], teamIds: [2, 3] }],
    ["anybody when the team could not be asked", "not_in_team", { reviews: [makeReview(1)], teamIds: [] }],
    ...(["requester", "pusher", "author", "committer", "co_author", "forge"] as const).map(
      (reason): [string, string, Partial<QuorumFacts>] => [
        `the ${reason}`,
        reason,
        { reviews: [makeReview(1)], excluded: [{ id: 1, login: "renamed", reason }] },
      ],
    ),
    [
      "a co-author known by login only",
      "co_author",
      { reviews: [makeReview(1)], excluded: [{ id: null, login: "USER-1", reason: "co_author" }] },
    ],
    [
      "a role that ended since",
      "role_expired",
      {
        reviews: [makeReview(1)],
        reviewers: {
          schemaVersion: 1,
          reviewers: [
            { id: 1, login: "user-1", role: "approver", from: testTimes.roleFrom, until: "2026-06-01T11:30:00Z" },
          ],
        },
      },
    ],
    [
      "a role that began after the review",
      "role_not_started",
      {
        reviews: [makeReview(1)],
        reviewers: {
          schemaVersion: 1,
          reviewers: [{ id: 1, login: "user-1", role: "approver", from: "2026-06-01T11:30:00Z" }],
        },
      },
    ],
  ];
  it.each(rules)("does not count %s (%s) and says why", (_, reason, given) => {
    const quorum = decide({ required: 1, ...given });
    expect(quorum).toMatchObject({ count: 0, reached: false, counted: [] });
    expect(quorum.uncounted.map((review) => review.reason)).toEqual([reason]);
    expect(quorum.uncounted[0]?.message).toMatch(/^\S.{20,}[.]$/u);
  });

  const outside: Blocker = { login: "", reviewId: null, reason: "files_outside", message: "x" };
  const line = "/forge permissions 0123456789ab";

  it("forgets approvals from before the last force-push or change of base, also those of the same second", () => {
    const two = [makeReview(1), makeReview(2, { submittedAt: "2026-06-01T11:00:01Z" })];
    const quorum = decide({ reviews: two, resetAt: testTimes.review });
    expect(quorum).toMatchObject({ count: 1, reached: false, uncounted: [{ login: "user-1", reason: "reset" }] });
    expect(decide({ reviews: two, resetAt: "not a time" }).count).toBe(0);
  });

  it("is not reached while anything about the pull request itself stands in the way", () => {
    const quorum = decide({ reviews: [makeReview(1), makeReview(2)], obstacles: [outside] });
    expect(quorum).toMatchObject({ count: 2, reached: false, blockedBy: [outside] });
  });

  it.each([
    [line, true],
    [`Looks good.\n\n${line}  \r\nReally.`, true],
    ["Looks good.", false],
    [`> ${line}`, false],
    ["```\n/forge permissions 0123456789ab\n```", false],
    [`<!-- ${line} -->`, false],
    [`I write ${line}`, false],
    [`${line}c`, false],
    ["/forge permissions 0123456789ac", false],
  ])("counts an approval that must confirm permissions by its text %j: %s", (body, counts) => {
    const quorum = decide({ required: 1, reviews: [makeReview(1, { body })], confirmation: line });
    expect(quorum.reached).toBe(counts);
    if (counts) return;
    expect(quorum.uncounted).toMatchObject([{ reason: "permissions_unconfirmed" }]);
    expect(quorum.uncounted[0]?.message).toContain(`\`${line}\``);
  });

  it("asks every approval for the confirmation", () => {
    const reviews = [makeReview(1, { body: line }), makeReview(2)];
    expect(decide({ reviews, confirmation: line })).toMatchObject({ count: 1, reached: false });
  });

  it("tells an approver who must sign the exact command", () => {
    const proof = { kind: "ssh", message: "acme-pay@1.0.0 sha256:0 a" } as const;
    const quorum = decide({ required: 1, reviews: [makeReview(1)], proof });
    expect(quorum).toMatchObject({ reached: false, uncounted: [{ reason: "proof_missing" }] });
    expect(quorum.uncounted[0]?.message).toContain(
      "`printf '%s' 'acme-pay@1.0.0 sha256:0 a' | ssh-keygen -Y sign -n plugsmith-approval -f <key>`",
    );
  });

  it("needs a maintainer among the approvers of a critical plugin, and says so once enough have approved", () => {
    const reviews = [makeReview(1), makeReview(2)];
    expect(decide({ reviews, maintainerIds: [2] }).reached).toBe(true);
    expect(decide({ reviews, maintainerIds: [3] })).toMatchObject({
      count: 2,
      reached: false,
      blockedBy: [{ reason: "maintainer_missing" }],
    });
    expect(decide({ reviews: [makeReview(1)], maintainerIds: [] }).blockedBy).toEqual([]);
    // The maintainer's approval must itself count.
    const stale = makeReview(3, { commitId: old });
    expect(decide({ reviews: [...reviews, stale], maintainerIds: [3] }).reached).toBe(false);
  });

  it("takes the name on an unlinked commit for nobody's login: it blocks, but the review stays what it is", () => {
    const excluded = [{ id: null, login: "user-1", reason: "unknown_author" as const }];
    const quorum = decide({ required: 1, reviews: [makeReview(1)], excluded });
    expect(quorum).toMatchObject({ count: 1, reached: false, uncounted: [] });
  });

  it("keeps out only the person whose login a co-author without a number has", () => {
    const excluded = [{ id: null, login: "somebody", reason: "co_author" as const }];
    expect(decide({ required: 1, reviews: [makeReview(1)], excluded }).reached).toBe(true);
  });

  it("reads the signature in the review's own text", () => {
    const body = "-----BEGIN SSH SIGNATURE-----\nAAAA\n-----END SSH SIGNATURE-----";
    const proof = { kind: "ssh", message: "acme-pay@1.0.0 sha256:0 a" } as const;
    const quorum = decide({ required: 1, reviews: [makeReview(1, { body })], proof });
    expect(quorum.uncounted).toMatchObject([{ reason: "proof_invalid" }]);
  });

  it("does not let another person's login or a recycled one take an exclusion's place", () => {
    const excluded = [{ id: 7, login: "user-1", reason: "requester" as const }];
    expect(decide({ required: 1, reviews: [makeReview(1)], excluded }).reached).toBe(true);
  });

  it("counts a review of the same second in which the run ended, as GitHub's times have whole seconds", () => {
    const facts = { required: 1, digestKnownSince: "2026-06-01T11:00:00.900Z", reviews: [makeReview(1)] };
    expect(decide(facts).reached).toBe(true);
  });

  it("is blocked by an approver who asks for changes, on whichever commit, until that person approves again", () => {
    const block = makeReview(3, { state: "CHANGES_REQUESTED", commitId: old });
    const quorum = decide({ reviews: [makeReview(1), makeReview(2), block] });
    expect(quorum).toMatchObject({ count: 2, reached: false, blockedBy: [{ login: "user-3" }] });
    expect(decide({ reviews: [makeReview(1), block, makeReview(3)] })).toMatchObject({ reached: true, uncounted: [] });
  });

  it("is not blocked by an App that asks for changes, even under an approver's number", () => {
    const user = { id: 3, login: "helper[bot]", type: "Bot" };
    const wish = makeReview(3, { user, state: "CHANGES_REQUESTED" });
    const quorum = decide({ reviews: [makeReview(1), makeReview(2), wish] });
    expect(quorum).toMatchObject({ reached: true, blockedBy: [], uncounted: [{ reason: "bot" }] });
  });

  it("says what blocks, whose review or commit it is and what helps", () => {
    const quorum = decide({
      reviews: [makeReview(1), makeReview(2), makeReview(3, { id: 77, state: "CHANGES_REQUESTED" })],
      excluded: [{ id: null, login: "Eve <eve@example.org>", reason: "unknown_author" }],
      obstacles: [outside],
      maintainerIds: [3],
    });
    expect(quorum.blockedBy).toEqual([
      outside,
      {
        login: "Eve <eve@example.org>",
        reviewId: null,
        reason: "unknown_author",
        message:
          "A commit names Eve <eve@example.org>, who is linked to no GitHub account; rewrite it with a linked address.",
      },
      {
        login: "user-3",
        reviewId: 77,
        reason: "changes_requested",
        message: "user-3 asked for changes; that review must be replaced or dismissed first.",
      },
      {
        login: "",
        reviewId: null,
        reason: "maintainer_missing",
        message: "This plugin is critical: one of the approvals must be a maintainer's.",
      },
    ]);
  });

  it("is not blocked by an outsider who asks for changes", () => {
    const outsider = makeReview(9, { state: "CHANGES_REQUESTED" });
    const quorum = decide({ reviews: [makeReview(1), makeReview(2), outsider] });
    expect(quorum).toMatchObject({ reached: true, blockedBy: [], uncounted: [{ reason: "not_approver" }] });
  });

  it("keeps an approval that is followed by a comment, but not one followed by a dismissal", () => {
    const comment = makeReview(1, { state: "COMMENTED", submittedAt: "2026-06-01T11:30:00Z" });
    const dismissed = makeReview(1, { state: "DISMISSED", submittedAt: "2026-06-01T11:30:00Z" });
    expect(decide({ required: 1, reviews: [makeReview(1), comment] }).reached).toBe(true);
    expect(decide({ required: 1, reviews: [makeReview(1), dismissed] }).reached).toBe(false);
  });

  it("goes by time, not by the order of the list", () => {
    const early = makeReview(1, { state: "CHANGES_REQUESTED", submittedAt: "2026-06-01T10:30:00Z" });
    expect(decide({ required: 1, reviews: [makeReview(1), early] }).reached).toBe(true);
  });

  it("is blocked by a commit whose author is linked to no account", () => {
    const excluded = [{ id: null, login: "X <x@y.z>", reason: "unknown_author" as const }];
    const quorum = decide({ reviews: [makeReview(1), makeReview(2)], excluded });
    expect(quorum).toMatchObject({ count: 2, reached: false, blockedBy: [{ reason: "unknown_author" }] });
  });

  it.each([0, -1, 1.5, Number.NaN])("refuses to require %s approvals", (required) => {
    expect(() => decide({ required })).toThrow(
      expect.objectContaining({ code: "policy_invalid", message: "At least one approval must be required." }),
    );
  });
});

const anyReview: fc.Arbitrary<ReviewFact> = fc.record({
  id: fc.integer({ min: 1000, max: 9999 }),
  user: fc.option(
    fc.record({
      id: fc.integer({ min: 1, max: 6 }),
      login: fc.constantFrom("user-1", "user-2", "USER-3", "x"),
      type: fc.constantFrom("User", "User", "User", "Bot"),
    }),
    { freq: 9 },
  ),
  state: fc.constantFrom("APPROVED", "APPROVED", "CHANGES_REQUESTED", "COMMENTED", "DISMISSED", "approved"),
  commitId: fc.constantFrom(testHead, testHead, old, null),
  submittedAt: fc.constantFrom(testTimes.review, "2026-06-01T09:00:00Z", "2026-06-01T11:59:00Z", "nonsense", null),
});

describe("decideQuorum, for any reviews", () => {
  const reviewers = makeReviewers(1, 2, 3);

  it("never counts more after a review by somebody who is no approver", () => {
    const outsider = anyReview.map((review) => ({ ...review, user: { id: 8, login: "x", type: "User" } }));
    fc.assert(
      fc.property(fc.array(anyReview, { maxLength: 12 }), outsider, (reviews, added) => {
        const before = decide({ reviews, reviewers });
        const after = decide({ reviews: [...reviews, added], reviewers });
        expect(after.count).toBeLessThanOrEqual(before.count);
        expect(after.reached).toBe(before.reached);
      }),
    );
  });

  it("counts nobody right after a push", () => {
    fc.assert(
      fc.property(fc.array(anyReview, { maxLength: 12 }), (reviews) => {
        expect(decide({ reviews, reviewers, headSha: "d".repeat(40) }).count).toBe(0);
      }),
    );
  });

  it("counts only different people who hold the role, at most once each", () => {
    fc.assert(
      fc.property(fc.array(anyReview, { maxLength: 12 }), (reviews) => {
        const { counted, count } = decide({ reviews, reviewers });
        expect(new Set(counted.map((review) => review.id)).size).toBe(count);
        expect(counted.every((review) => review.id <= 3)).toBe(true);
      }),
    );
  });
});
