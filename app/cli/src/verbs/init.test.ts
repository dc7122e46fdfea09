import { execFileSync } from "node:child_process";
import { appendFileSync, existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseRegistry, parseReviewers } from "@plugsmith/schemas";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { runPlugsmith } from "../testing/run-plugsmith.ts";

let folder = "";
const git = (...args: string[]) => execFileSync("git", args, { cwd: folder, encoding: "utf8" });
const init = (...words: string[]) =>
  runPlugsmith([
    "init",
    "--dir",
    folder,
    "--plugsmith-sha",
    "0".repeat(40),
    "--approver",
    "1:ada",
    "--approver",
    "2:lin",
    "--json",
    ...words,
  ]);

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "plugsmith-init-"));
  git("init", "-q", "-b", "main");
  git("config", "user.name", "Test");
  git("config", "user.email", "test@example.com");
  git("remote", "add", "origin", "git@github.com:acme/forge.git");
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

describe("plugsmith init", () => {
  it("writes the files of a forge and its first registry, and does nothing the second time", async () => {
    const first = await init();
    expect(first).toMatchObject({ code: 0, result: { status: "success", registry: "created" } });
    expect(readFileSync(join(folder, ".github/forge.yml"), "utf8")).toContain("ada");
    expect(parseRegistry(JSON.parse(git("show", "forge/registry:registry.json")))).toMatchObject({
      ok: true,
      value: { repository: "acme/forge" },
    });
    expect(parseReviewers(JSON.parse(git("show", "forge/registry:reviewers.json"))).ok).toBe(true);
    expect((await init()).result).toMatchObject({ written: [], registry: "exists" });
  });

  it("writes nothing when asked only to show", async () => {
    expect(await init("--dry-run")).toMatchObject({ code: 0 });
    expect(existsSync(join(folder, ".github"))).toBe(false);
  });

  it("overwrites a file that differs only with --force", async () => {
    await init();
    const config = join(folder, ".github/forge.yml");
    appendFileSync(config, "# mine\n");
    expect(await init()).toMatchObject({ code: 1, result: { code: "init_conflict" } });
    expect(readFileSync(config, "utf8")).toContain("# mine");
    expect((await init("--force")).code).toBe(0);
    expect(readFileSync(config, "utf8")).not.toContain("# mine");
  });

  it("refuses one approver, and a pin that is no commit", async () => {
    const words = ["init", "--dir", folder, "--json", "--approver", "1:ada"];
    expect(await runPlugsmith([...words, "--plugsmith-sha", "0".repeat(40)])).toMatchObject({
      code: 1,
      result: { code: "config_invalid" },
    });
    expect(await runPlugsmith([...words, "--approver", "2:lin", "--plugsmith-sha", "v1"])).toMatchObject({
      code: 1,
      result: { code: "config_invalid" },
    });
  });
});
