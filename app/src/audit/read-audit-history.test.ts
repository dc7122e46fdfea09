import { ForgeError } from "@plugsmith/schemas";
import { describe, expect, it } from "vitest";
import { type Git, readAuditHistory } from "./read-audit-history.ts";

const [first, second, blob, gone] = ["1", "2", "b", "e"].map((digit) => digit.repeat(40)) as [
  string,
  string,
  string,
  string,
];
const none = "0".repeat(40);

/** A git that knows two commits; the second one names an object that is not there. */
const git: Git = async (args, { input = "" } = {}) => {
  const [verb] = args;
  if (verb === "rev-list") return Buffer.from(args.includes(`^${first}`) ? `${second}\n` : `${first}\n${second}\n`);
  if (verb === "diff-tree") {
    const known: Record<string, string> = {
      [first]: `${first}\0:000000 100644 ${none} ${blob} A\0records/1/a b.json\0`,
      [second]: `${second}\0:100644 000000 ${blob} ${none} D\0records/1/a b.json\0:000000 100644 ${none} ${gone} A\0x\0`,
    };
    return Buffer.from(
      input
        .trim()
        .split("\n")
        .map((id) => known[id])
        .join(""),
    );
  }
  const objects = input
    .trim()
    .split("\n")
    .map((id) => (id === gone ? `${id} missing\n` : `${id} blob 3\n${id.slice(0, 2)}\n\n`));
  return Buffer.from(objects.join(""));
};

describe("readAuditHistory", () => {
  it("reads commits in order with all that they change, removed and missing files too", async () => {
    const commits = await readAuditHistory(git, second);
    expect(commits.map(({ sha }) => sha)).toEqual([first, second]);
    expect(Buffer.from(commits[0]?.raw ?? []).toString()).toBe("11\n");
    expect(commits[0]?.changes).toEqual([
      { status: "A", mode: "100644", blob, path: "records/1/a b.json", bytes: Buffer.from("bb\n") },
    ]);
    expect(commits[1]?.changes.map(({ status, bytes }) => [status, bytes])).toEqual([
      ["D", null],
      ["A", null],
    ]);
  });

  it("reads only what came after a commit that is known", async () => {
    expect((await readAuditHistory(git, second, first)).map(({ sha }) => sha)).toEqual([second]);
  });

  it("says that a history which git cannot read is no log; other errors stay what they are", async () => {
    const failing = (error: Error) => {
      const broken: Git = async () => {
        throw error;
      };
      return readAuditHistory(broken, second);
    };
    await expect(failing(new ForgeError("git_failed", { message: "bad object" }))).rejects.toMatchObject({
      code: "audit_invalid",
      message: expect.stringContaining("bad object"),
    });
    await expect(failing(new ForgeError("tool_missing"))).rejects.toMatchObject({ code: "tool_missing" });
  });
});
