import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { applyRegistryBranch } from "./apply-registry-branch.ts";

let folder = "";
const git = (...args: string[]) => execFileSync("git", args, { cwd: folder, encoding: "utf8" }).trim();
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "plugsmith-init-"));
  git("init", "-q", "-b", "main");
  git("config", "user.name", "Test");
  git("config", "user.email", "test@example.com");
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

describe("applyRegistryBranch", () => {
  it("makes one commit without parent and leaves the working tree alone", async () => {
    expect(await applyRegistryBranch(folder, { "registry.json": "{}\n", "trust/root.json": "[]\n" })).toBe("created");
    expect(git("ls-tree", "-r", "--name-only", "forge/registry")).toBe("registry.json\ntrust/root.json");
    expect(git("show", "forge/registry:registry.json")).toBe("{}");
    expect(git("rev-list", "--count", "forge/registry")).toBe("1");
    expect(git("status", "--porcelain")).toBe("");
  });

  it("never touches a branch that exists", async () => {
    await applyRegistryBranch(folder, { "registry.json": "1" });
    const before = git("rev-parse", "forge/registry");
    expect(await applyRegistryBranch(folder, { "registry.json": "2" })).toBe("exists");
    expect(git("rev-parse", "forge/registry")).toBe(before);
  });
});
