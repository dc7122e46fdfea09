import { describe, expect, it } from "vitest";
import { makeReviewers } from "../testing.ts";
import { decideRevocation, type RevocationComment } from "./decide-revocation.ts";

let next = 0;
const comment = (userId: number, body: string, given: Partial<RevocationComment> = {}): RevocationComment => {
  next += 1;
  const user = { id: userId, login: `user-${userId}`, type: "User" };
  return { id: next, user, body, createdAt: new Date(Date.UTC(2026, 5, 1, 12, 0, next)).toISOString(), ...given };
};
const now = new Date("2026-06-01T13:00:00Z");
const decide = (...comments: RevocationComment[]) =>
  decideRevocation({ comments, reviewers: makeReviewers(1, 2), name: "bench-hello", version: "1.0.0", now });

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

  it("ends a suspension after 24 hours that nobody confirmed within them, and lets it be spoken anew", () => {
    const day = (count: number, ms = 0) => new Date(Date.UTC(2026, 5, count) + ms).toISOString();
    const first = comment(1, "/forge revoke leaks", { createdAt: day(1) });
    const at = (moment: string, ...comments: RevocationComment[]) =>
      decideRevocation({
        comments,
        reviewers: makeReviewers(1, 2),
        name: "bench-hello",
        version: "1.0.0",
        now: new Date(moment),
      });
    expect(at(day(2), first).state).toBe("suspended");
    expect(at(day(2, 1), first).state).toBe("none");
    const inTime = comment(2, "/forge revoke confirm", { createdAt: day(2) });
    expect(at(day(9), first, inTime).state).toBe("revoked");
    const late = comment(2, "/forge revoke confirm", { createdAt: day(2, 1) });
    expect(at(day(2, 2), first, late).state).toBe("none");
    const again = comment(2, "/forge revoke still leaks", { createdAt: day(3) });
    expect(at(day(3, 1), first, late, again)).toMatchObject({ state: "suspended", by: [{ id: 2 }] });
    const confirmed = comment(1, "/forge revoke confirm", { createdAt: day(3, 2) });
    expect(at(day(9), first, late, again, confirmed)).toMatchObject({ state: "revoked", by: [{ id: 2 }, { id: 1 }] });
  });

  it("does not listen to outsiders, nor to comments older than the version", () => {
    expect(decide(comment(9, "/forge revoke x"))).toEqual({ state: "none" });
    const comments = [comment(1, "/forge revoke x", { createdAt: "2026-05-01T00:00:00Z" })];
    const facts = { comments, reviewers: makeReviewers(1), name: "bench-hello", version: "1.0.0", now };
    expect(decideRevocation({ ...facts, publishedAt: "2026-05-02T00:00:00Z" })).toEqual({ state: "none" });
  });
});
