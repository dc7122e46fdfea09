import { describe, expect, it } from "vitest";
import type { CommentFact } from "../facts/facts.ts";
import type { HintSubject } from "../hints/hint.ts";
import { renderNote } from "../render/render-note.ts";
import { answerKey } from "./decide-commands.ts";
import { selectComments } from "./select-comments.ts";

const now = "2026-06-02T12:00:00Z";
const fresh = "2026-06-02T11:00:00Z";
const comment = (id: number, given: Partial<CommentFact> = {}): CommentFact => ({
  id,
  body: "/forge why",
  author: { id: 7, login: "ada", type: "User" },
  createdAt: fresh,
  updatedAt: fresh,
  ours: false,
  ...given,
});
const hint = (commentId: number, body = "/forge why"): HintSubject => ({
  kind: "comment",
  number: 1,
  commentId,
  body,
  onPull: false,
});
const sweep: HintSubject = { kind: "sweep", number: 1 };
const select = (subject: HintSubject, ...comments: CommentFact[]) =>
  selectComments(comments, subject, now).map(({ comment: { id }, edited }) => `${id}${edited ? " edited" : ""}`);

describe("selectComments", () => {
  it("takes the comment that an event is about and no other", () => {
    expect(select(hint(2), comment(1), comment(2), comment(3))).toEqual(["2"]);
  });

  it("takes all open ones on a sweep, in order, and none when something else happened", () => {
    expect(select(sweep, comment(1), comment(2))).toEqual(["1", "2"]);
    expect(select({ kind: "thread", number: 1 }, comment(1))).toEqual([]);
    expect(select({ kind: "config" }, comment(1))).toEqual([]);
  });

  it.each<[string, Partial<CommentFact>]>([
    ["by a bot", { author: { id: 9, login: "helper[bot]", type: "Bot" } }],
    ["by a deleted account", { author: null }],
    ["by an App in a person's name", { viaApp: true }],
    ["of the forge itself", { ours: true }],
    ["without a command", { body: "I like /forge why" }],
    ["with a quoted command", { body: "> /forge why" }],
  ])("leaves a comment %s alone", (_, given) => {
    expect(select(hint(1, given.body), comment(1, given))).toEqual([]);
    expect(select(sweep, comment(1, given))).toEqual([]);
  });

  it("leaves an answered comment alone, unless a stranger only wrote what an answer looks like", () => {
    const answer = comment(2, { ours: true, body: renderNote(answerKey(1), "It waits.") });
    expect(select(hint(1), comment(1), answer)).toEqual([]);
    expect(select(sweep, comment(1), answer)).toEqual([]);
    expect(select(hint(1), comment(1), { ...answer, ours: false })).toEqual(["1"]);
  });

  it("marks a comment that says something else than it did, or was changed a second or more after it was made", () => {
    expect(select(hint(1, "/forge status"), comment(1))).toEqual(["1 edited"]);
    for (const subject of [hint(1), sweep]) {
      expect(select(subject, comment(1, { updatedAt: "2026-06-02T11:00:00.999Z" }))).toEqual(["1"]);
      expect(select(subject, comment(1, { updatedAt: "2026-06-02T11:00:01Z" }))).toEqual(["1 edited"]);
      expect(select(subject, comment(1, { updatedAt: "2026-06-02T11:30:00Z" }))).toEqual(["1 edited"]);
    }
  });

  it("looks back one day on a sweep, while an event may be of any age", () => {
    const dates = { createdAt: "2026-06-01T12:00:00Z", updatedAt: "2026-06-01T12:00:00Z" };
    expect(select(sweep, comment(1, dates))).toEqual([]);
    expect(select(hint(1), comment(1, dates))).toEqual(["1"]);
    expect(select(sweep, comment(1, { createdAt: "2026-06-01T12:00:01Z", updatedAt: "2026-06-01T12:00:01Z" }))).toEqual(
      ["1"],
    );
  });
});
