import { describe, expect, it } from "vitest";
import { makeReviewers } from "../testing.ts";
import { decideRevocation, type RevocationComment } from "./decide-revocation.ts";
import { parseRevokeCommands } from "./parse-revoke-command.ts";

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

describe("parseRevokeCommands", () => {
  it.each([
    ["/forge revoke it leaks", { kind: "propose", reason: "it leaks" }],
    ["Hello\n/forge revoke fuit données\r\nbye", { kind: "propose", reason: "fuit données" }],
    ["/forge revoke confirm  ", { kind: "confirm" }],
  ])("takes %j", (body, expected) => {
    expect(parseRevokeCommands(body)).toEqual([expected]);
  });

  it.each([
    ["in a quote", "> /forge revoke x"],
    ["in a quote that goes on lazily", "> he said\n/forge revoke x"],
    ["in fenced code", "```\n/forge revoke x\n```"],
    ["in a fence that is never closed", "~~~sh\n/forge revoke x"],
    ["in a longer fence than its inner one", "````\n```\n/forge revoke x\n```\n````"],
    ["in indented code", "    /forge revoke x"],
    ["in a code span over lines", "`a\n/forge revoke x\nb`"],
    ["in an HTML comment", "<!--\n/forge revoke x\n-->"],
    ["in an HTML comment that is never closed", "<!--\n/forge revoke x"],
    ["in raw preformatted text", "<pre>\n\n/forge revoke x\n\n</pre>"],
    ["in the middle of a line", "do not write /forge revoke x"],
    ["with a look-alike letter", "/fоrge revoke x"],
    ["with an invisible character", "/forge revoke x\u200by"],
    ["with text that turns around", "/forge revoke \u202ex"],
    ["with text that is not NFC", "/forge revoke donne\u0301es"],
    ["with more words after confirm", "/forge revoke confirm please"],
    ["without a reason", "/forge revoke "],
    ["with two spaces before the word", "/forge  revoke x"],
    ["with a tab", "/forge\trevoke x"],
    ["in another case", "/Forge revoke x"],
  ])("takes nothing %s", (_, body) => {
    expect(parseRevokeCommands(body)).toEqual([]);
  });
});
