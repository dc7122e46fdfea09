import { describe, expect, it } from "vitest";
import type { GitResult } from "./git-transport.ts";
import { readBranch } from "./read-branch.ts";

const files: Readonly<Record<string, string>> = {
  "tuf/1.root.json": "é{}\n",
  "tuf/timestamp.json": "",
  "tuf/targets/aa.registry.json": "deadbeef blob 3\n[]\n",
  "registry.json": "{}",
};

/** git as `ls-tree` and `cat-file` speak, counting its processes. */
function makeGit() {
  const calls: string[] = [];
  const answer = (stdout: string | null): GitResult => ({
    code: stdout === null ? 128 : 0,
    isCut: false,
    stdout: stdout ?? "",
    stderr: "",
  });
  const list = (folder: string) => [
    ...new Set(
      Object.keys(files).flatMap((path) =>
        path.startsWith(`${folder}/`) ? [path.slice(folder.length + 1).split("/")[0] ?? ""] : [],
      ),
    ),
  ];
  const git = async (args: readonly string[], input = ""): Promise<GitResult> => {
    calls.push(args[0] ?? "");
    const path = (name: string) => name.slice(name.indexOf(":") + 1);
    if (args[0] === "ls-tree") return answer(list(path(args.at(-1) ?? "")).join("\0"));
    if (args[1] === "blob") return answer(files[path(args.at(-1) ?? "")] ?? null);
    const objects = input
      .split("\n")
      .filter(Boolean)
      .map((name) => {
        const text = files[path(name)];
        return text === undefined
          ? `${name} missing\n`
          : `${"0".repeat(40)} blob ${Buffer.byteLength(text)}\n${text}\n`;
      });
    return answer(objects.join(""));
  };
  return { git, calls };
}

describe("the files of a commit", () => {
  it("are read to the byte, whatever they look like", async () => {
    const branch = readBranch(makeGit().git, "c0ffee");
    for (const [path, text] of Object.entries(files)) expect(await branch.readFile(path)).toBe(text);
    for (const path of ["none.json", "tuf/none.json", "tuf/targets/none.json"])
      expect(await branch.readFile(path)).toBeNull();
    expect(await branch.listFolder("tuf")).toEqual(["1.root.json", "timestamp.json", "targets"]);
  });

  it("take one process for all metadata", async () => {
    const { git, calls } = makeGit();
    const branch = readBranch(git, "c0ffee");
    await Promise.all(["tuf/1.root.json", "tuf/timestamp.json", "tuf/targets/aa.registry.json"].map(branch.readFile));
    expect(calls.filter((call) => call === "cat-file")).toHaveLength(1);
  });
});
