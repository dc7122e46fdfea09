import { describe, expect, it } from "vitest";
import { parseCommit } from "./audit-commit.ts";

const by = "plugsmith[bot] <plugsmith[bot]@users.noreply.github.com> 1795255200 +0000";
const text = (parents: number, more = "") =>
  `tree ${"a".repeat(40)}\n${`parent ${"b".repeat(40)}\n`.repeat(parents)}author ${by}\ncommitter ${by}\n${more}\nhold #1`;

describe("parseCommit", () => {
  it("reads parents, people, time and message", () => {
    expect(parseCommit(Buffer.from(text(1)))).toEqual({
      parents: ["b".repeat(40)],
      author: by,
      committer: by,
      by: by.slice(0, by.indexOf(" 1795")),
      seconds: 1_795_255_200,
      message: "hold #1",
    });
    expect(parseCommit(Buffer.from(text(0)))?.parents).toEqual([]);
    expect(parseCommit(Buffer.from(text(2)))?.parents).toHaveLength(2);
  });

  it.each([
    ["a signature", text(1, "gpgsig x\n")],
    ["another time zone", text(1).replaceAll("+0000", "+0100")],
    ["no tree", text(1).replace(/^tree.*\n/u, "")],
    ["nothing", ""],
  ])("reads none with %s", (_, raw) => {
    expect(parseCommit(Buffer.from(raw))).toBeNull();
  });

  it("reads none whose bytes are no text", () => {
    expect(parseCommit(Buffer.concat([Buffer.from(text(1)), Buffer.from([0xff])]))).toBeNull();
  });
});
