import { execFile } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Pair, startPair } from "../testing/start-pair.ts";
import { gitEnvironment } from "./run-git.ts";

const run = promisify(execFile);
const folder = mkdtempSync(join(tmpdir(), "serve-git-test-"));
const identity = {
  GIT_AUTHOR_NAME: "Ada",
  GIT_AUTHOR_EMAIL: "ada@forge.test",
  GIT_COMMITTER_NAME: "Ada",
  GIT_COMMITTER_EMAIL: "ada@forge.test",
};
const environment = { ...gitEnvironment(), ...identity, GIT_TERMINAL_PROMPT: "0" };
let pair: Pair;
let clones = 0;

async function git(directory: string, ...args: string[]): Promise<string> {
  return (await run("git", ["-C", directory, ...args], { env: environment })).stdout.trim();
}
async function clone(token?: string): Promise<string> {
  const target = join(folder, `clone-${clones++}`);
  const origin = token === undefined ? pair.github.url : pair.github.url.replace("//", `//x-access-token:${token}@`);
  await git(folder, "clone", "-q", `${origin}/forge/plugins.git`, target);
  return target;
}
async function commit(directory: string, path: string, content: string): Promise<string> {
  mkdirSync(dirname(join(directory, path)), { recursive: true });
  writeFileSync(join(directory, path), content);
  await git(directory, "add", "-A");
  await git(directory, "commit", "-qm", `write ${path}`);
  return git(directory, "rev-parse", "HEAD");
}
const job = (level: "read" | "write") =>
  pair.github.issueJobToken({ repository: "forge/plugins", permissions: { contents: level }, runId: 1 });

beforeAll(async () => {
  pair = await startPair();
});
afterAll(async () => {
  await pair.close();
  rmSync(folder, { recursive: true, force: true });
});

describe("git over HTTP", () => {
  it("is missing in plain emulate", async () => {
    expect((await pair.plain.call({ route: "GET /forge/plugins.git/info/refs?service=git-upload-pack" })).status).toBe(
      404,
    );
  });

  it("clones what the API made, anonymously, with nothing amiss", async () => {
    const head = await pair.local.commit("main", { "deep/er/a.txt": "ä\n" });
    const directory = await clone();
    expect(await git(directory, "rev-parse", "HEAD")).toBe(head);
    expect(await git(directory, "show", "HEAD:deep/er/a.txt")).toBe("ä");
    await git(pair.github.gitDirectory("forge/plugins"), "fsck", "--strict");
  });

  it("fetches one commit by its name, as checkout does, and pull request heads", async () => {
    const number = await pair.local.openPull("topic");
    const { sha } = (await pair.local.call({ route: `GET ~/pulls/${number}` })).json.head;
    const directory = await clone();
    await git(directory, "fetch", "-q", "--depth=1", "origin", sha);
    expect(await git(directory, "rev-parse", "FETCH_HEAD")).toBe(sha);
    await git(directory, "fetch", "-q", "origin", `refs/pull/${number}/head`);
    expect(await git(directory, "rev-parse", "FETCH_HEAD")).toBe(sha);
  });

  it("pushes into the API: commits, files, events, pull requests", async () => {
    const number = await pair.local.openPull("pushed");
    const directory = await clone(job("write"));
    await git(directory, "checkout", "-q", "pushed");
    pair.local.hooks.received.length = 0;
    const sha = await commit(directory, "bin/tool.bin", "\u0000binary");
    await git(directory, "push", "-q", "origin", "pushed");
    expect((await pair.local.call({ route: `GET ~/pulls/${number}` })).json).toMatchObject({
      head: { sha },
      changed_files: 2,
    });
    const file = (await pair.local.call({ route: "GET ~/contents/bin/tool.bin?ref=pushed" })).json;
    expect(Buffer.from(file.content, "base64").toString()).toBe("\u0000binary");
    expect((await pair.local.call({ route: `GET ~/git/commits/${sha}` })).json).toMatchObject({
      message: "write bin/tool.bin",
      author: { name: "Ada" },
    });
    expect((await pair.local.hooks.find("push"))?.payload).toMatchObject({
      after: sha,
      sender: { login: "github-actions[bot]" },
      head_commit: { added: ["bin/tool.bin"] },
    });
    expect((await pair.local.hooks.find("pull_request", "synchronize"))?.payload.number).toBe(number);
  });

  it("pushes a branch without parents, and lets the API build upon it", async () => {
    const directory = await clone(job("write"));
    await git(directory, "checkout", "-q", "--orphan", "forge/audit");
    await git(directory, "rm", "-rfq", ".");
    await commit(directory, "audit/1.json", "{}\n");
    await git(directory, "push", "-q", "origin", "forge/audit");
    expect((await pair.local.call({ route: "GET ~/contents/audit?ref=forge/audit" })).json).toMatchObject([
      { name: "1.json" },
    ]);
    const next = await pair.local.commit("forge/audit", { "audit/2.json": "{}\n" });
    await git(directory, "pull", "-q", "--ff-only", "origin", "forge/audit");
    expect(await git(directory, "rev-parse", "HEAD")).toBe(next);
  });

  it("refuses a push that lost the race, and takes it when forced", async () => {
    const [mine, theirs] = [await clone(job("write")), await clone(job("write"))];
    await commit(theirs, "theirs.txt", "x");
    await git(theirs, "push", "-q", "origin", "HEAD:race");
    await git(theirs, "push", "-q", "origin", "HEAD:main");
    const lost = await commit(mine, "mine.txt", "x");
    await expect(git(mine, "push", "-q", "origin", "HEAD:main")).rejects.toThrow(/rejected|failed to push/);
    await git(mine, "push", "-q", "--force", "origin", "HEAD:race");
    expect((await pair.local.call({ route: "GET ~/git/ref/heads/race" })).json.object.sha).toBe(lost);
    await pair.github.idle();
    expect(pair.local.hooks.received.findLast((hook) => hook.event === "push")?.payload).toMatchObject({
      ref: "refs/heads/race",
      forced: true,
    });
  });

  it("takes one of two pushes at the same time and refuses the other", async () => {
    const clonesOfMain = [await clone(job("write")), await clone(job("write"))];
    for (const [index, directory] of clonesOfMain.entries()) await commit(directory, `racer-${index}.txt`, "x");
    const results = await Promise.allSettled(
      clonesOfMain.map((directory) => git(directory, "push", "-q", "origin", "HEAD:main")),
    );
    expect(results.map((result) => result.status).sort()).toEqual(["fulfilled", "rejected"]);
  });

  it("pushes and deletes annotated tags and branches", async () => {
    const directory = await clone(job("write"));
    await git(directory, "tag", "-a", "v1", "-m", "one");
    await git(directory, "push", "-q", "origin", "v1", "HEAD:refs/heads/short-lived");
    const ref = (await pair.local.call({ route: "GET ~/git/ref/tags/v1" })).json.object;
    expect(ref.type).toBe("tag");
    expect((await pair.local.call({ route: `GET ~/git/tags/${ref.sha}` })).json).toMatchObject({
      tag: "v1",
      message: "one",
      object: { type: "commit" },
    });
    await git(directory, "push", "-q", "origin", ":short-lived");
    expect((await pair.local.call({ route: "GET ~/git/ref/heads/short-lived" })).status).toBe(404);
  });

  it("lets nobody push without the right", async () => {
    const ask = (as?: string) =>
      pair.local.call({
        ...(as === undefined ? {} : { as }),
        route: "GET /forge/plugins.git/info/refs?service=git-receive-pack",
      });
    const status = async (as?: string) => (await ask(as)).status;
    expect([
      await status(),
      await status("ghs_unknown"),
      await status("outsider"),
      await status("requester"),
      await status("owner"),
    ]).toEqual([401, 401, 403, 403, 200]);
    expect([await status(job("read")), await status(job("write")), await status("bot")]).toEqual([403, 200, 200]);
  });

  it("hides private repositories from those who may not read them", async () => {
    await pair.github.createRepository({ owner: "forge", name: "secret", files: { a: "a" }, private: true });
    const route = "GET /forge/secret.git/info/refs?service=git-upload-pack";
    const status = async (as?: string) =>
      (await pair.local.call({ ...(as === undefined ? {} : { as }), route })).status;
    expect([await status(), await status("outsider"), await status(job("read")), await status("requester")]).toEqual([
      401, 404, 404, 200,
    ]);
  });

  it("keeps executable files executable and serves local clones from the folder", async () => {
    await pair.github.createRepository({
      owner: "forge",
      name: "tools",
      files: { "run.sh": "#!/bin/sh\n", "img.bin": new Uint8Array([0, 255]) },
      executable: ["run.sh"],
    });
    const tree = await git(pair.github.gitDirectory("forge/tools"), "ls-tree", "main");
    expect(tree).toMatch(/100644 blob \w+\timg\.bin\n100755 blob \w+\trun\.sh/);
  });
});
