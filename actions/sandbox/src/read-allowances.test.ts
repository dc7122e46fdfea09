import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { readAllowances } from "./read-allowances.ts";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "plugsmith-allow-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const config = (more: string) => {
  const file = join(folder, "forge.yml");
  const people = "approvers:\n  users: [{ id: 1, login: rita }, { id: 2, login: omar }]\napprovals: { required: 2 }";
  writeFileSync(file, `schemaVersion: 1\n${people}\n${more}\n`);
  return file;
};

describe("readAllowances", () => {
  it("finds the rules that the forge allows, with plugins and reason", async () => {
    const file = config(
      "analysis:\n  allow:\n    - { rule: process, plugins: [print-station], reason: It prints labels. }",
    );
    expect(await readAllowances(file)).toEqual([
      { rule: "process", plugins: ["print-station"], reason: "It prints labels." },
    ]);
  });

  it("finds none in a forge that says nothing of it", async () => {
    expect(await readAllowances(config(""))).toEqual([]);
  });

  it("finds none where there is no forge.yml", async () => {
    expect(await readAllowances(join(folder, "missing.yml"))).toEqual([]);
  });

  it.each([
    [
      "a rule that does not exist",
      "analysis: { allow: [{ rule: processes, reason: It prints labels. }] }",
      "no rule processes",
    ],
    ["no reason", "analysis: { allow: [{ rule: process }] }", "analysis.allow"],
    ["a field that is not known", "analysis: { deny: [] }", "analysis"],
    ["broken YAML", "analysis: [", "no YAML"],
  ])("refuses %s", async (_title, more, words) => {
    await expect(readAllowances(config(more))).rejects.toMatchObject({
      code: "input_invalid",
      message: expect.stringContaining(words),
    });
  });

  it("refuses a file far larger than any forge.yml", async () => {
    await expect(readAllowances(config("#".repeat(300_000)))).rejects.toMatchObject({ code: "input_invalid" });
  });
});
