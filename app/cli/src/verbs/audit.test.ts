import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createGitAuditStore, openGitMirror, openGitTextStore } from "@plugsmith/app/testing";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { runPlugsmith } from "../testing/run-plugsmith.ts";

let folder = "";
let remote = "";
const person = ["-c", "user.name=t", "-c", "user.email=t@example.test", "-c", "init.defaultBranch=main"];
const git = (...args: string[]) =>
  execFileSync("git", [...person, ...args], { encoding: "utf8", stdio: ["ignore", "pipe", "pipe"] }).trim();
const inRemote = (...args: string[]) => git("-C", remote, ...args);
const carol = { id: 3, login: "carol" };
const digest = `sha256:${"d".repeat(64)}`;
const headSha = "a".repeat(40);

async function openStore(name: string, texts = false) {
  const url = `file://${remote}`;
  const mirror = await openGitMirror({
    cacheFolder: join(folder, name),
    owner: "acme",
    repo: "forge",
    defaultBranch: "main",
    url,
    getToken: async () => null,
    allow: ["file"],
  });
  await mirror.refresh();
  const text = await openGitTextStore({
    folder: join(folder, `${name}-texts`),
    repository: "acme/private",
    url: `file://${join(folder, "private.git")}`,
    login: "plugsmith[bot]",
    getToken: async () => null,
    allow: ["file"],
  });
  return createGitAuditStore(mirror, { url, login: "plugsmith[bot]", findTexts: async () => (texts ? text : "log") });
}

async function writeStory(texts = false): Promise<void> {
  const store = await openStore("writer", texts);
  const at = (minute: number, delivery: string) => ({ at: `2026-11-21T10:0${minute}:00.000Z`, delivery });
  const accepted = { cms: "node", name: "acme-scale", description: "Reads the\u202escale." } as const;
  await store.append(
    [
      { kind: "request_accepted", request: 4, actor: { id: 2, login: "bob" }, accepted, data: { requester: 2 } },
      { kind: "pipeline_dispatched", request: 4, actor: null, headSha },
    ],
    at(1, "d-1"),
  );
  await store.append([{ kind: "hold", request: 5, actor: carol, reason: "später" }], at(2, "d-2"));
  const approvals = [{ ...carol, reviewId: 9, submittedAt: "2026-11-21T10:02:30.000Z" }];
  await store.append(
    [{ kind: "quorum_reached", request: 4, actor: null, headSha, digest, approvals, data: { required: 1 } }],
    at(3, "d-3"),
  );
}

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "plugsmith-audit-verb-"));
  remote = join(folder, "remote.git");
  for (const bare of [remote, join(folder, "private.git")]) git("init", "-q", "--bare", bare);
  git("init", "-q", join(folder, "work"));
  git("-C", join(folder, "work"), "commit", "-q", "--allow-empty", "-m", "first");
  git("-C", join(folder, "work"), "push", "-q", remote, "HEAD:refs/heads/main");
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

describe("plugsmith audit", () => {
  it("says that an honest log holds, in a bare repository, a clone, and the folder it is started in", async () => {
    await writeStory();
    const tip = inRemote("rev-parse", "forge/audit");
    const clone = join(folder, "clone");
    git("clone", "-q", remote, clone);
    const runs = [
      await runPlugsmith(["audit", "verify", remote, "--json"]),
      await runPlugsmith(["audit", "verify", "--repository", clone, "--since", tip, "--json"]),
      await runPlugsmith(["audit", "verify", "--json"], { cwd: clone }),
    ];
    for (const run of runs)
      expect(run).toMatchObject({ code: 0, result: { records: 4, commits: 3, tip, broken: null, notices: [] } });
    expect(runs[0]?.stderr).toContain(`Note the last commit: ${tip}`);
  });

  it("tells one request's story with times, people, commits and reasons, safe for a terminal", async () => {
    await writeStory();
    const run = await runPlugsmith(["audit", "show", "4", remote, "--json"]);
    expect(run).toMatchObject({ code: 0, result: { request: 4 } });
    expect(run.result["story"]).toHaveLength(3);
    expect(run.stderr).not.toContain("\u202e");
    for (const words of [
      "2026-11-21T10:01:00.000Z  The request of bob (2) was accepted for acme-scale (node): Reads the scale.",
      `The forge started the pipeline of ${headSha}.`,
      `The quorum of 1 for ${headSha} (${digest}) is reached: carol (3), review 9 of 2026-11-21T10:02:30.000Z.`,
    ])
      expect(run.stderr).toContain(words);
    expect((await runPlugsmith(["audit", "show", "#5", remote])).stderr).toContain("carol (3) put it on hold: später");
    const unknown = await runPlugsmith(["audit", "show", "77", remote, "--json"]);
    expect(unknown).toMatchObject({ code: 1, result: { code: "input_invalid", hint: "It knows #4, #5." } });
    expect((await runPlugsmith(["audit", "show", "four", remote])).code).toBe(2);
  });

  it("names the first break with commit, record, difference and meaning, and tells only what holds", async () => {
    await writeStory();
    const work = join(folder, "tamper");
    git("clone", "-q", "-b", "forge/audit", remote, work);
    execFileSync("sed", ["-i", "s/carol/mallory/", join(work, "records/5/00000003.json")]);
    git("-C", work, "commit", "-qam", "nothing to see");
    git("-C", work, "push", "-q", "origin", "forge/audit");
    const commit = inRemote("rev-parse", "forge/audit");
    const run = await runPlugsmith(["audit", "verify", remote, "--json"]);
    const broken = { kind: "files", commit, sequence: 3, path: "records/5/00000003.json" };
    expect(run).toMatchObject({ code: 1, result: { code: "audit_invalid", records: 4, broken } });
    expect(run.stderr).toContain("whoever made this one changed or hid what was decided before");
    expect(await runPlugsmith(["audit", "show", "5", remote, "--json"])).toMatchObject({ code: 1 });
  });

  it("finds a log that was cut off or made anew only with a commit noted before", async () => {
    await writeStory();
    const noted = inRemote("rev-parse", "forge/audit");
    inRemote("update-ref", "refs/heads/forge/audit", "forge/audit~1");
    expect((await runPlugsmith(["audit", "verify", remote])).code).toBe(0);
    const run = await runPlugsmith(["audit", "verify", remote, "--since", noted, "--json"]);
    expect(run).toMatchObject({ code: 1, result: { broken: { kind: "history" } } });
  });

  it("opens private texts where their repository is named, and finds those that were changed", async () => {
    await writeStory(true);
    const closed = await runPlugsmith(["audit", "show", "5", remote]);
    expect(closed.stderr).toMatch(/the reason is kept in audit\.repository \(sha256:[0-9a-f]{64}\)/);
    expect(git("-C", remote, "grep", "-c", "sealed", "forge/audit")).toContain("records/5");
    expect(git("-C", remote, "log", "-p", "forge/audit")).not.toMatch(/später|acme-scale/);
    const texts = join(folder, "private.git");
    const opened = await runPlugsmith(["audit", "show", "5", remote, "--texts", texts]);
    expect(opened.stderr).toContain("on hold: später");
    expect(await runPlugsmith(["audit", "verify", remote, "--texts", texts, "--json"])).toMatchObject({
      code: 0,
      result: { closed: 0 },
    });
    const work = join(folder, "texts");
    git("clone", "-q", "-b", "forge/audit-texts", texts, work);
    execFileSync("sh", ["-c", "sed -i s/später/früher/ texts/*.json"], { cwd: work });
    git("-C", work, "commit", "-qam", "x");
    git("-C", work, "push", "-q", "origin", "forge/audit-texts");
    const run = await runPlugsmith(["audit", "verify", remote, "--texts", texts, "--json"]);
    expect(run).toMatchObject({ code: 1, result: { records: 2, broken: { kind: "text", sequence: 3 } } });
  });

  it("says what is missing: the branch, the place, the beginning of a shallow clone", async () => {
    await writeStory();
    const work = join(folder, "work");
    expect((await runPlugsmith(["audit", "verify", work])).stderr).toContain("There is no branch forge/audit");
    expect((await runPlugsmith(["audit", "verify", "no such place"])).stderr).toContain(
      "neither a folder nor owner/name",
    );
    const shallow = join(folder, "shallow");
    git("clone", "-q", "--depth", "1", "-b", "forge/audit", `file://${remote}`, shallow);
    expect((await runPlugsmith(["audit", "verify", shallow])).stderr).toContain("--unshallow");
  });
});
