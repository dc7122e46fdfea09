import { execFileSync } from "node:child_process";
import { randomBytes } from "node:crypto";
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { type AddressInfo, createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createGitRegistryRemote } from "./git-registry-transport.ts";

let base = "";
let forge = "";
const git = (...args: string[]) => execFileSync("git", args, { cwd: forge, encoding: "utf8", stdio: "pipe" }).trim();
beforeEach(() => {
  base = mkdtempSync(join(tmpdir(), "plugsmith-git-"));
  forge = join(base, "forge");
  mkdirSync(join(forge, "tuf"), { recursive: true });
  git("init", "-q", "-b", "forge/registry");
  git("config", "user.name", "Test");
  git("config", "user.email", "test@example.com");
});
afterEach(() => rmSync(base, { recursive: true, force: true }));
function commit(text: string): string {
  writeFileSync(join(forge, "tuf", "timestamp.json"), text);
  git("add", "tuf");
  git("commit", "-q", "-m", "x");
  return git("rev-parse", "HEAD");
}
const open = (url = pathToFileURL(forge).href) =>
  createGitRegistryRemote({ url, folder: join(base, "state", "registry.git"), readToken: () => "s3cret" });

describe("createGitRegistryRemote", () => {
  it("names the branch's commit, and reads its files and only those", async () => {
    const remote = open();
    const first = commit("one");
    expect(await remote.findCommit()).toBe(first);
    const { commit: opened, transport } = await remote.open(first);
    expect(opened).toBe(first);
    expect(Buffer.from((await transport.read("timestamp.json", 100)) ?? []).toString()).toBe("one");
    expect(await transport.read("2.root.json", 100)).toBeNull();
    const second = commit("two");
    expect(await remote.findCommit()).toBe(second);
    const later = await remote.open(second);
    expect(Buffer.from((await later.transport.read("timestamp.json", 100)) ?? []).toString()).toBe("two");
    expect(Buffer.from((await transport.read("timestamp.json", 100)) ?? []).toString()).toBe("one");
  });

  it("follows a branch that was forced back: what is older is for the signatures to refuse", async () => {
    const remote = open();
    const first = commit("one");
    await remote.open(commit("two"));
    git("reset", "-q", "--hard", first);
    expect((await remote.open(await remote.findCommit())).commit).toBe(first);
  });

  it("stops at the limit of a file", async () => {
    const { transport } = await open().open(commit("x".repeat(101)));
    await expect(transport.read("timestamp.json", 100)).rejects.toMatchObject({ code: "registry_endless" });
    expect(await transport.read("timestamp.json", 101)).toHaveLength(101);
  });

  it("stops a fetch that brings more than it may, and leaves nothing of it", async () => {
    commit(randomBytes(3_000_000).toString("base64"));
    const folder = join(base, "state", "registry.git");
    const url = pathToFileURL(forge).href;
    const remote = createGitRegistryRemote({ url, folder, readToken: () => undefined, fetchBytes: 1_000_000 });
    await expect(remote.open("")).rejects.toMatchObject({ code: "registry_endless" });
    commit("small");
    git("checkout", "-q", "--orphan", "fresh");
    git("commit", "-q", "-m", "small");
    git("branch", "-f", "forge/registry", "fresh");
    const { transport } = await remote.open("");
    expect(Buffer.from((await transport.read("timestamp.json", 100)) ?? []).toString()).toBe("small");
  });

  it("gives up a git server that trickles", async () => {
    const server = createServer((socket) => void socket.on("error", () => {}));
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/acme/forge.git`;
    const folder = join(base, "state", "registry.git");
    const remote = createGitRegistryRemote({ url, folder, readToken: () => undefined, timeoutMs: 300 });
    await expect(remote.findCommit()).rejects.toMatchObject({ code: "registry_slow" });
    server.close();
  });

  it("says what is missing, without the token, and empties what a killed agent left", async () => {
    mkdirSync(join(base, "state", "registry.git"), { recursive: true });
    writeFileSync(join(base, "state", "registry.git", "HEAD"), "broken");
    commit("one");
    git("branch", "-m", "main");
    await expect(open().findCommit()).rejects.toMatchObject({
      code: "download_failed",
      message: expect.stringContaining("no branch"),
    });
    const gone = await open(pathToFileURL(join(base, "gone")).href)
      .findCommit()
      .catch((error: Error) => error);
    expect(gone).toMatchObject({ code: "download_failed" });
    expect(String(gone) + JSON.stringify(gone)).not.toContain("s3cret");
    expect(existsSync(join(base, "state", "registry.git", "objects"))).toBe(true);
  });
});
