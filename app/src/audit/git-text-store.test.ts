import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { openGitMirror } from "../mirror/git-mirror-store.ts";
import { createGitAuditStore } from "./git-audit-store.ts";
import { openGitTextStore } from "./git-text-store.ts";
import type { TextPlace } from "./text-store.ts";

let folder = "";
const git = (...args: string[]) =>
  execFileSync("git", ["-c", "user.name=t", "-c", "user.email=t@example.test", ...args], {
    encoding: "utf8",
    stdio: ["ignore", "pipe", "pipe"],
  });
const at = (name: string) => join(folder, name);
const origin = { at: "2026-11-21T10:00:00.000Z", delivery: "d-1" };
const hold = { kind: "hold" as const, request: 1, actor: { id: 7, login: "carol" }, reason: "leaks a key" };

const openTexts = (cache: string, repository = "private.git") =>
  openGitTextStore({
    folder: at(`${cache}-texts`),
    repository: "acme/private",
    url: `file://${at(repository)}`,
    login: "plugsmith[bot]",
    getToken: async () => null,
    allow: ["file"],
  });

async function openLog(cache: string, place: TextPlace) {
  const url = `file://${at("remote.git")}`;
  const own = { cacheFolder: at(cache), owner: "acme", repo: "forge", defaultBranch: "main", allow: ["file"] };
  const mirror = await openGitMirror({ ...own, url, getToken: async () => null });
  await mirror.refresh();
  return createGitAuditStore(mirror, { url, login: "plugsmith[bot]", findTexts: async () => place });
}
const publicText = () => git("-C", at("remote.git"), "grep", "-h", "-e", "", "forge/audit");

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "plugsmith-texts-"));
  for (const bare of ["remote.git", "private.git"]) git("init", "-q", "--bare", at(bare));
  git("init", "-q", at("work"));
  git("-C", at("work"), "commit", "-q", "--allow-empty", "-m", "first");
  git("-C", at("work"), "push", "-q", at("remote.git"), "HEAD:refs/heads/main");
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

describe("private texts of the log", () => {
  it("are read again by another process, and leave only a salted digest in public", async () => {
    const log = await openLog("a", await openTexts("a"));
    const written = await log.append([hold, hold], origin);
    expect(written.map(({ reason }) => reason)).toEqual(["leaks a key", "leaks a key"]);
    expect(publicText()).not.toContain("leaks");
    const again = await (await openLog("b", await openTexts("b"))).read();
    expect(again).toEqual(written);
    // The same words twice cannot be told from two different ones.
    expect(again[0]?.sealed).not.toBe(again[1]?.sealed);
    expect(git("-C", at("private.git"), "rev-list", "--count", "forge/audit-texts").trim()).toBe("1");
  });

  it("cost no write where nobody wrote anything", async () => {
    const log = await openLog("a", await openTexts("a"));
    await log.append([{ kind: "unhold", request: 1, actor: null }], origin);
    expect(git("-C", at("private.git"), "for-each-ref").trim()).toBe("");
  });

  it("stop every decision when their repository is not reachable, and nothing is written", async () => {
    const log = await openLog("a", await openTexts("a", "nowhere.git"));
    await expect(log.append([hold], origin)).rejects.toMatchObject({ code: "audit_texts_unavailable" });
    expect(git("-C", at("remote.git"), "for-each-ref", "refs/heads/forge").trim()).toBe("");
    await (await openLog("b", await openTexts("b"))).append([hold], origin);
    await expect((await openLog("c", await openTexts("c", "nowhere.git"))).read()).rejects.toMatchObject({
      code: "audit_texts_unavailable",
      message: expect.stringContaining("acme/private"),
    });
    await expect((await openLog("d", "log")).read()).rejects.toMatchObject({ code: "audit_texts_unavailable" });
  });

  it("are refused when somebody changed or removed them", async () => {
    await (await openLog("a", await openTexts("a"))).append([hold], origin);
    git("clone", "-q", "-b", "forge/audit-texts", at("private.git"), at("tamper"));
    execFileSync("sh", ["-c", "sed -i s/leaks/keeps/ texts/*.json"], { cwd: at("tamper") });
    git("-C", at("tamper"), "commit", "-qam", "x");
    git("-C", at("tamper"), "push", "-q", "origin", "forge/audit-texts");
    const read = async (cache: string) => (await openLog(cache, await openTexts(cache))).read();
    await expect(read("b")).rejects.toMatchObject({ message: expect.stringContaining("was changed") });
    git("-C", at("tamper"), "rm", "-q", "-r", "texts");
    git("-C", at("tamper"), "commit", "-q", "--allow-empty", "-m", "gone");
    git("-C", at("tamper"), "push", "-q", "origin", "forge/audit-texts");
    await expect(read("c")).rejects.toMatchObject({ message: expect.stringContaining("is missing") });
  });

  it("lose no file when two processes write at once", async () => {
    const [a, b] = await Promise.all([openTexts("a"), openTexts("b")]);
    const file = (name: string) => ({ path: `texts/${name.repeat(64)}.json`, text: `${name}\n` });
    await Promise.all([a.write([file("a")], origin.at), b.write([file("b")], origin.at)]);
    const digests = ["a", "b"].map((name) => `sha256:${name.repeat(64)}`);
    const found = await (await openTexts("c")).read(digests);
    expect(digests.map((digest) => Buffer.from(found.get(digest) ?? []).toString())).toEqual(["a\n", "b\n"]);
  });

  it("are left out of a hold while nobody can say whether they may be public; the hold stands", async () => {
    const [record] = await (await openLog("a", "nowhere")).append([hold], origin);
    expect(record).toMatchObject({ kind: "hold", data: { reasonLeftOut: true } });
    expect(publicText()).not.toContain("leaks");
  });
});
