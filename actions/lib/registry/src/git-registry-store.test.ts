import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createGitRegistryStore } from "./git-registry-store.ts";
import { initRegistry } from "./init-registry.ts";
import type { RegistryChange } from "./registry-store.ts";

const at = "2026-06-01T12:00:00.000Z";
let folder: string;
const git = (...args: string[]) => execFileSync("git", ["-C", folder, ...args], { encoding: "utf8" });
const open = () => createGitRegistryStore({ gitUrl: folder, token: "secret-token" });
const files = initRegistry({ repository: "acme/forge", reviewers: [{ id: 1, login: "ada" }], at });
/** Counts itself into the registry. */
const count = (name: string): RegistryChange => ({
  message: `Add ${name}`,
  decide: ({ registry }) => ({
    registry: { ...registry, sequence: registry.sequence + 1 },
    files: { [`attestations/${name}.jsonl`]: `${name}\n` },
  }),
});

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "registry-test-"));
  git("init", "--quiet", "--bare");
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

describe("the registry on a git branch", () => {
  it("is made once and read back", async () => {
    await open().initialise(files);
    const snapshot = await open().read();
    expect(snapshot).toMatchObject({
      registry: { sequence: 0 },
      reviewers: { reviewers: [{ id: 1 }] },
      trustedRoot: null,
    });
    expect(snapshot.parent).toBe(git("rev-parse", "forge/registry").trim());
    await expect(open().initialise(files)).rejects.toMatchObject({ code: "registry_conflict" });
  });

  it("says what to do where there is no branch, or one that cannot be read", async () => {
    await expect(open().read()).rejects.toMatchObject({
      code: "registry_invalid",
      hint: expect.stringContaining("init"),
    });
    await open().initialise({ ...files, "registry.json": "{}" });
    await expect(open().read()).rejects.toMatchObject({ code: "registry_invalid" });
  });

  it("keeps the other files when one is written, and adds a commit on the parent that was seen", async () => {
    await open().initialise(files);
    const written = await open().commit(count("a"));
    expect(written.registry.sequence).toBe(1);
    expect(git("ls-tree", "-r", "--name-only", "forge/registry").trim().split("\n")).toEqual(
      expect.arrayContaining(["README.md", "attestations/a.jsonl", "registry.json", "reviewers.json"]),
    );
    expect(git("rev-list", "--count", "forge/registry").trim()).toBe("2");
    expect(git("rev-parse", "forge/registry").trim()).toBe(written.parent);
  });

  it("writes nothing when nothing is left to do", async () => {
    await open().initialise(files);
    await open().commit({ message: "nothing", decide: () => null });
    expect(git("rev-list", "--count", "forge/registry").trim()).toBe("1");
  });

  it("loses no write of two writers who race", async () => {
    await open().initialise(files);
    const names = ["a", "b", "c", "d"];
    await Promise.all([open().commit(count("a")), open().commit(count("b"))]);
    await Promise.all([open().commit(count("c")), open().commit(count("d"))]);
    expect((await open().read()).registry.sequence).toBe(4);
    expect(git("ls-tree", "--name-only", "forge/registry:attestations").trim().split("\n")).toEqual(
      names.map((name) => `${name}.jsonl`),
    );
    expect(git("rev-list", "--count", "--merges", "forge/registry").trim()).toBe("0");
  });

  it("decides again on what the faster writer left, and gives up after five lost races", async () => {
    await open().initialise(files);
    let seen = 0;
    const overtaken: RegistryChange = {
      message: "slow",
      decide: (snapshot) => {
        seen += 1;
        // Somebody else commits between our read and our push.
        const tree = git("rev-parse", "forge/registry^{tree}").trim();
        const identity = ["-c", "user.name=x", "-c", "user.email=x@example.org"];
        const commit = git(...identity, "commit-tree", "-p", snapshot.parent, "-m", `faster ${seen}`, tree).trim();
        git("update-ref", "refs/heads/forge/registry", commit);
        return { registry: snapshot.registry };
      },
    };
    await expect(open().commit(overtaken)).rejects.toMatchObject({ code: "registry_conflict" });
    expect(seen).toBe(5);
  });

  it("does not take a refused push for a race, and tells why", async () => {
    await open().initialise(files);
    git("config", "receive.denyUpdates", "true");
    execFileSync("sh", [
      "-c",
      'printf "#!/bin/sh\\necho not today >&2\\nexit 1\\n" > "$1/hooks/pre-receive"; chmod +x "$1/hooks/pre-receive"',
      "sh",
      folder,
    ]);
    await expect(open().commit(count("a"))).rejects.toMatchObject({
      code: "publish_failed",
      message: expect.stringContaining("not today"),
    });
  });

  it("sends the token as a header to that server only, and shows it nowhere", async () => {
    const headers: (string | undefined)[] = [];
    const server = createServer((request, response) => {
      headers.push(request.headers.authorization);
      response.writeHead(403).end("no");
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const gitUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}/acme/forge.git`;
    const error = await createGitRegistryStore({ gitUrl, token: "secret-token" })
      .read()
      .catch((reason: unknown) => reason);
    server.close();
    expect(headers[0]).toBe(`Basic ${Buffer.from("x-access-token:secret-token").toString("base64")}`);
    expect(error).toMatchObject({ code: "publish_failed" });
    expect(`${(error as Error).message} ${(error as Error).stack}`).not.toMatch(/secret-token|c2VjcmV0/u);
  });
});
