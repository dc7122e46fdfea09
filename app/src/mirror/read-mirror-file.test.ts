import { describe, expect, it } from "vitest";
import { createFakeGitHub } from "../testing/fake-github.ts";
import { pushFiles } from "../testing/fake-github-state.ts";
import { readMirrorFile } from "./read-mirror-file.ts";

const person = { id: 1, login: "alice", type: "User" };
const files = { "README.md": "Grüße\n", "README.md.orig": "old", "docs/a.md": "a", empty: "" };

function open() {
  const { state, mirror } = createFakeGitHub();
  return { state, mirror, commit: pushFiles(state, "main", files, person) };
}

describe("readMirrorFile", () => {
  it.each(Object.entries(files))("reads %s of a commit", async (path, content) => {
    const { mirror, commit } = open();
    expect(await readMirrorFile(mirror, commit, path)).toBe(content);
  });

  it("reads the commit that it is asked for, not the newest", async () => {
    const { state, mirror, commit } = open();
    const next = pushFiles(state, "main", { "README.md": "new" }, person);
    expect(await readMirrorFile(mirror, commit, "README.md")).toBe("Grüße\n");
    expect(await readMirrorFile(mirror, next, "README.md")).toBe("new");
  });

  it.each(["docs", "docs/", "README", "readme.md", "", "docs/../README.md"])("finds no file at %j", async (path) => {
    const { mirror, commit } = open();
    expect(await readMirrorFile(mirror, commit, path)).toBeNull();
  });

  it("finds none in a commit that is not there", async () => {
    expect(await readMirrorFile(open().mirror, "0".repeat(40), "README.md")).toBeNull();
  });

  it.each([
    ["100644", true],
    ["100755", true],
    ["120000", false],
    ["160000", false],
    ["040000", false],
  ])("follows no link and takes no folder for a file: mode %s, read %s", async (mode, read) => {
    const { mirror, commit } = open();
    const listFiles: typeof mirror.listFiles = async (...asked) =>
      (await mirror.listFiles(...asked)).map((file) => ({ ...file, mode }));
    expect(await readMirrorFile({ ...mirror, listFiles }, commit, "docs/a.md")).toBe(read ? "a" : null);
  });

  it("counts bytes, and reads a file of exactly as many as it may", async () => {
    const { mirror, commit } = open();
    const size = Buffer.byteLength(files["README.md"]);
    expect(await readMirrorFile(mirror, commit, "README.md", size)).toBe(files["README.md"]);
    expect(await readMirrorFile(mirror, commit, "README.md", size - 1)).toBeNull();
  });
});
