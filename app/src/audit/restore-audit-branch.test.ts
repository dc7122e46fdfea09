import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { openGitMirror } from "../mirror/git-mirror-store.ts";
import { createGitAuditStore } from "./git-audit-store.ts";

let folder = "";
const git = (...args: string[]) =>
  execFileSync("git", ["-c", "user.name=t", "-c", "user.email=t@example.test", ...args], {
    encoding: "utf8",
    stdio: ["ignore", "pipe", "pipe"],
  }).trim();
const remote = () => join(folder, "remote.git");
const url = () => `file://${remote()}`;
const held = (request: number) => ({
  kind: "hold" as const,
  request,
  actor: { id: 7, login: "carol" },
  reason: "later",
});
const origin = { at: "2026-11-21T10:00:00.000Z", delivery: "d-1" };

/** The bot's copy of the repository in `PLUGSMITH_CACHE`. */
async function openBot(cache = "cache") {
  const mirror = await openGitMirror({
    cacheFolder: join(folder, cache),
    owner: "acme",
    repo: "forge",
    defaultBranch: "main",
    url: url(),
    getToken: async () => null,
    allow: ["file"],
  });
  return { mirror, store: createGitAuditStore(mirror, { url: url(), login: "plugsmith[bot]" }) };
}

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "plugsmith-restore-"));
  git("init", "-q", "--bare", "-b", "main", remote());
  const work = join(folder, "work");
  git("init", "-q", "-b", "main", work);
  git("-C", work, "commit", "-q", "--allow-empty", "-m", "first");
  git("-C", work, "push", "-q", remote(), "HEAD:refs/heads/main");
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** The procedure of docs/registry.md, "The branch forge/audit is deleted". */
describe("a deleted branch forge/audit", () => {
  it("stops the bot, comes back whole out of its copy, and is written on from there", async () => {
    const { mirror, store } = await openBot();
    await mirror.refresh();
    await store.append([held(1)], origin);
    await store.append([held(2)], origin);
    await mirror.refresh();
    const before = git("-C", remote(), "rev-parse", "forge/audit");

    git("-C", remote(), "update-ref", "-d", "refs/heads/forge/audit");
    for (let look = 0; look < 2; look++)
      await expect(mirror.refresh()).rejects.toMatchObject({ code: "audit_invalid" });

    git("-C", join(folder, "cache", "acme+forge.git"), "push", "-q", url(), "refs/heads/forge/audit");
    expect(git("-C", remote(), "rev-parse", "forge/audit")).toBe(before);

    await mirror.refresh();
    await store.append([held(3)], origin);
    const { mirror: other, store: reader } = await openBot("another machine");
    await other.refresh();
    expect((await reader.read()).map(({ request }) => request)).toEqual([1, 2, 3]);
  });

  it("comes back out of any clone too, and a bot that lost its copy believes it", async () => {
    const { mirror, store } = await openBot();
    await mirror.refresh();
    await store.append([held(1)], origin);
    const clone = join(folder, "clone");
    git("clone", "-q", "--mirror", remote(), clone);
    git("-C", remote(), "update-ref", "-d", "refs/heads/forge/audit");
    rmSync(join(folder, "cache"), { recursive: true });
    git("-C", clone, "push", "-q", url(), "refs/heads/forge/audit");
    const again = await openBot();
    await again.mirror.refresh();
    expect((await again.store.read()).map(({ request }) => request)).toEqual([1]);
  });
});
