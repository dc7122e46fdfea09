import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { initRegistry } from "@plugsmith/registry";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { applyRegistryBranch } from "../apply-registry-branch.ts";
import { findGitUrl, openRegistry } from "./open-registry.ts";

let folder = "";
const git = (...args: string[]) => execFileSync("git", args, { cwd: folder, encoding: "utf8" }).trim();
const files = initRegistry({
  repository: "acme/forge",
  reviewers: [{ id: 1, login: "ada" }],
  at: "2026-06-01T12:00:00.000Z",
});

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "plugsmith-open-"));
  git("init", "-q", "-b", "main");
  git("config", "user.name", "Test");
  git("config", "user.email", "test@example.com");
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const write = async (message: string) => {
  const { store } = await openRegistry({ dir: folder });
  await store.commit({
    message,
    decide: ({ registry }) => ({ registry: { ...registry, sequence: registry.sequence + 1 } }),
  });
};

describe("openRegistry", () => {
  it("writes the branch of a clone and leaves its working tree alone", async () => {
    await applyRegistryBranch(folder, files);
    await write("one");
    expect(git("log", "--format=%s", "forge/registry")).toBe("one\nStart the registry");
    expect(git("status", "--porcelain")).toBe("");
  });

  it("starts from origin's branch where the clone has none or an older one, and refuses where both have moved", async () => {
    await applyRegistryBranch(folder, files);
    const first = git("rev-parse", "forge/registry");
    await write("theirs");
    const theirs = git("rev-parse", "forge/registry");
    git("update-ref", "refs/remotes/origin/forge/registry", theirs);
    git("update-ref", "-d", "refs/heads/forge/registry");
    await openRegistry({ dir: folder });
    expect(git("rev-parse", "forge/registry")).toBe(theirs);
    git("update-ref", "refs/heads/forge/registry", first);
    await openRegistry({ dir: folder });
    expect(git("rev-parse", "forge/registry")).toBe(theirs);
    git("update-ref", "-d", "refs/remotes/origin/forge/registry");
    git("update-ref", "refs/heads/forge/registry", first);
    await write("ours");
    git("update-ref", "refs/remotes/origin/forge/registry", theirs);
    await expect(openRegistry({ dir: folder })).rejects.toMatchObject({ code: "registry_conflict" });
  });

  it("says what to do where there is no registry", async () => {
    await expect(openRegistry({ dir: folder })).rejects.toMatchObject({ code: "registry_invalid" });
  });
});

describe("findGitUrl", () => {
  it.each([
    [{}, "https://github.com/acme/forge.git"],
    [{ GITHUB_API_URL: "https://git.acme.example/api/v3" }, "https://git.acme.example/acme/forge.git"],
    [{ GITHUB_API_URL: "http://127.0.0.1:9" }, "http://127.0.0.1:9/acme/forge.git"],
    [{ GITHUB_SERVER_URL: "https://other.example" }, "https://other.example/acme/forge.git"],
  ])("finds git beside the API of %o", (env, url) => {
    expect(findGitUrl("acme/forge", env)).toBe(url);
  });
});
