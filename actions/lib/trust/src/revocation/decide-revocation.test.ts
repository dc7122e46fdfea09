import { describe, expect, it } from "vitest";
import { makeReviewers } from "../testing.ts";
import { decideRevocation, type RevocationComment } from "./decide-revocation.ts";

let next = 0;
const comment = (userId: number, body: string, given: Partial<RevocationComment> = {}): RevocationComment => {
  next += 1;
  const user = { id: userId, login: `user-${userId}`, type: "User" };
  return { id: next, user, body, createdAt: new Date(Date.UTC(2026, 5, 1, 12, 0, next)).toISOString(), ...given };
};
const decide = (...comments: RevocationComment[]) =>
  decideRevocation({ comments, reviewers: makeReviewers(1, 2), name: "bench-hello", version: "1.0.0" });

describe("decideRevocation", () => {
  it("does nothing without a command", () => {
    expect(decide(comment(1, "please revoke this"))).toEqual({ state: "none" });
  });

  it("suspends on one approver's word, with who, when and why", () => {
    const decision = decide(comment(1, "/forge revoke leaks the key"));
    expect(decision).toMatchObject({ state: "suspended", reason: "leaks the key", by: [{ id: 1, login: "user-1" }] });
  });

  it("revokes when another approver confirms", () => {
    const decision = decide(comment(1, "/forge revoke leaks"), comment(2, "I agree.\n\n/forge revoke confirm"));
    expect(decision).toMatchObject({ state: "revoked", reason: "leaks", by: [{ id: 1 }, { id: 2 }] });
  });

  it.each([
    ["the same person confirms", [comment(1, "/forge revoke x"), comment(1, "/forge revoke confirm")]],
    ["an outsider confirms", [comment(1, "/forge revoke x"), comment(9, "/forge revoke confirm")]],
    [
      "a bot confirms",
      [
        comment(1, "/forge revoke x"),
        comment(2, "/forge revoke confirm", { user: { id: 2, login: "b", type: "Bot" } }),
      ],
    ],
    ["the confirmation came first", [comment(2, "/forge revoke confirm"), comment(1, "/forge revoke x")]],
    ["a second approver only gives another reason", [comment(1, "/forge revoke x"), comment(2, "/forge revoke y")]],
    [
      "the confirmation was edited in",
      [comment(1, "/forge revoke x"), comment(2, "/forge revoke confirm", { updatedAt: "2026-06-02T00:00:00Z" })],
    ],
  ])("stays suspended when %s", (_, comments) => {
    expect(decide(...comments).state).toBe("suspended");
  });

  it("does not listen to outsiders, nor to comments older than the version", () => {
    expect(decide(comment(9, "/forge revoke x"))).toEqual({ state: "none" });
    const comments = [comment(1, "/forge revoke x", { createdAt: "2026-05-01T00:00:00Z" })];
    const facts = { comments, reviewers: makeReviewers(1), name: "bench-hello", version: "1.0.0" };
    expect(decideRevocation({ ...facts, publishedAt: "2026-05-02T00:00:00Z" })).toEqual({ state: "none" });
  });
});
