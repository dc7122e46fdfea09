import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type AuditRecord, computeDigest } from "@plugsmith/schemas";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { openGitMirror } from "../mirror/git-mirror-store.ts";
import { chainRecords } from "./chain-records.ts";
import { createGitAuditStore } from "./git-audit-store.ts";
import { renderRecord } from "./render-record.ts";

let folder = "";
const git = (...args: string[]) =>
  execFileSync(
    "git",
    ["-c", "user.name=t", "-c", "user.email=t@example.test", "-c", "init.defaultBranch=main", ...args],
    {
      encoding: "utf8",
      stdio: ["ignore", "pipe", "pipe"],
    },
  );
const remote = () => join(folder, "remote.git");
const origin = { at: "2026-11-21T10:00:00.000Z", delivery: "d-1" };
const held = (request: number) => ({
  kind: "hold" as const,
  request,
  actor: { id: 7, login: "carol" },
  reason: "später",
});

async function openStore(cache: string) {
  const mirror = await openGitMirror({
    cacheFolder: join(folder, cache),
    owner: "acme",
    repo: "forge",
    defaultBranch: "main",
    url: `file://${remote()}`,
    getToken: async () => null,
    allow: ["file"],
  });
  await mirror.refresh();
  return { mirror, store: createGitAuditStore(mirror, { url: `file://${remote()}`, login: "plugsmith[bot]" }) };
}

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "plugsmith-audit-"));
  git("init", "-q", "--bare", remote());
  git("init", "-q", join(folder, "work"));
  git("-C", join(folder, "work"), "commit", "-q", "--allow-empty", "-m", "first");
  git("-C", join(folder, "work"), "push", "-q", remote(), "HEAD:refs/heads/main");
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

describe("createGitAuditStore", () => {
  it("makes the branch as an orphan and writes one commit for each append", async () => {
    const { store } = await openStore("a");
    await store.append([held(1), held(1)], origin);
    await store.append([held(2)], origin);
    expect(git("-C", remote(), "rev-list", "--count", "forge/audit").trim()).toBe("2");
    expect(git("-C", remote(), "ls-tree", "-r", "--name-only", "forge/audit").trim().split("\n")).toEqual([
      "head.json",
      "records/1/00000001.json",
      "records/1/00000002.json",
      "records/2/00000003.json",
    ]);
  });

  it("gives a second reader the same records, chained", async () => {
    const { store } = await openStore("a");
    const written = await store.append([held(1), held(1)], origin);
    const other = await openStore("b");
    expect(await other.store.read()).toEqual(written);
    expect(written[1]?.previous).toMatch(/^sha256:/u);
  });

  it("loses no record when two forges write at once", async () => {
    const [a, b] = await Promise.all([openStore("a"), openStore("b")]);
    await a.store.append([held(1)], origin);
    await Promise.all([a.store.append([held(2)], origin), b.store.append([held(3)], origin)]);
    const { store } = await openStore("c");
    expect((await store.read()).map((record) => record.request).sort()).toEqual([1, 2, 3]);
  });

  it("refuses a log that was rewritten, and keeps refusing", async () => {
    const { mirror, store } = await openStore("a");
    await store.append([held(1)], origin);
    await store.append([held(2)], origin);
    git("-C", remote(), "update-ref", "refs/heads/forge/audit", "forge/audit~1");
    git("-C", remote(), "update-ref", "-d", "refs/heads/forge/audit");
    await expect(mirror.refresh()).rejects.toMatchObject({ code: "audit_invalid" });
    await expect(mirror.refresh()).rejects.toMatchObject({ code: "audit_invalid" });
    git("-C", remote(), "update-ref", "refs/heads/forge/audit", "main");
    await expect(mirror.refresh()).rejects.toMatchObject({ code: "audit_invalid" });
  });

  it("refuses a log with a changed record, and names commit and file", async () => {
    const { store } = await openStore("a");
    await store.append([held(1)], origin);
    const work = join(folder, "tamper");
    git("clone", "-q", "-b", "forge/audit", remote(), work);
    execFileSync("sed", ["-i", "s/carol/mallory/", join(work, "records/1/00000001.json")]);
    git("-C", work, "commit", "-qam", "tamper");
    git("-C", work, "push", "-q", "origin", "forge/audit");
    const commit = git("-C", work, "rev-parse", "--short=12", "HEAD").trim();
    await expect((await openStore("b")).store.read()).rejects.toMatchObject({
      code: "audit_invalid",
      message: expect.stringMatching(new RegExp(`commit ${commit}, record 1, records/1/00000001.json: .*changes`)),
    });
  });

  it("refuses a record that somebody else pushed with a right chain, as soon as it is seen", async () => {
    const { mirror, store } = await openStore("a");
    await store.append([held(1)], origin);
    const other = await openStore("b");
    const [record] = (await other.store.read()) as [AuditRecord];
    const [next] = chainRecords(
      { sequence: 1, hash: computeDigest(Buffer.from(renderRecord(record))), at: origin.at, commit: null },
      [{ kind: "unhold", request: 1, actor: { id: 7, login: "carol" } }],
      origin,
    );
    const work = join(folder, "forge");
    git("clone", "-q", "-b", "forge/audit", remote(), work);
    writeFileSync(join(work, "records/1/00000002.json"), next?.text ?? "");
    git("-C", work, "add", ".");
    git("-C", work, "commit", "-qam", "unhold #1");
    git("-C", work, "push", "-q", "origin", "forge/audit");
    await mirror.refresh();
    await expect(store.read()).rejects.toMatchObject({ code: "audit_invalid" });
    await expect(store.append([held(2)], origin)).rejects.toMatchObject({ code: "audit_invalid" });
    expect(git("-C", remote(), "rev-list", "--count", "forge/audit").trim()).toBe("2");
  });

  it("writes nothing that rests on old facts when another forge decided about the same request", async () => {
    const [a, b] = await Promise.all([openStore("a"), openStore("b")]);
    await a.store.append([held(1)], origin);
    const later = { ...origin, delivery: "d-2" };
    await expect(b.store.append([held(1)], later)).rejects.toMatchObject({ code: "audit_conflict" });
    await b.store.append([{ kind: "head_pushed", request: 1, actor: null, headSha: "a".repeat(40) }], later);
    expect((await b.store.read()).map(({ kind }) => kind)).toEqual(["hold", "head_pushed"]);
  });

  it("lets time only grow, whatever a clock says", async () => {
    const { store } = await openStore("a");
    await store.append([held(1)], origin);
    const [late] = await store.append([held(1)], { at: "2020-01-01T00:00:00.000Z", delivery: "d-2" });
    expect(late?.at).toBe(origin.at);
    expect((await (await openStore("b")).store.read()).map(({ at }) => at)).toEqual([origin.at, origin.at]);
  });
});
