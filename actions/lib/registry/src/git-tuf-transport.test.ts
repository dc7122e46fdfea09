import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { readTufPlugin, readTufRegistry, refreshTuf } from "@plugsmith/trust/tuf";
import { BaseFetcher, Updater } from "tuf-js";
import { DownloadHTTPError } from "tuf-js/dist/error.js";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createGitRegistryStore } from "./git-registry-store.ts";
import { createGitTufTransport } from "./git-tuf-transport.ts";
import { initRegistry } from "./init-registry.ts";
import { add } from "./testing/test-registry.ts";
import { makeRing, repository } from "./testing/test-tuf.ts";
import { createTufRegistryStore } from "./tuf/tuf-registry-store.ts";

let folder: string;
const ring = makeRing();
const git = (...args: string[]) =>
  execFileSync("git", ["-C", join(folder, "forge.git"), ...args], { encoding: "utf8" });
// The stock client has no other clock than the machine's.
const now = new Date();
const open = () => {
  const store = createGitRegistryStore({ gitUrl: join(folder, "forge.git"), token: "secret-token", now: () => now });
  return { store, tuf: createTufRegistryStore({ store, signers: ring.everybody, now: () => now }) };
};
const publish = (name: string, byte: number) =>
  open().tuf.commit({
    message: `Publish ${name}`,
    decide: ({ registry }) => ({ registry: add(registry, "1.0.0", byte, name) }),
  });
const look = (commit = "forge/registry") =>
  refreshTuf({
    state: { root: git("cat-file", "blob", "forge/registry:tuf/1.root.json") },
    transport: createGitTufTransport({ folder: join(folder, "forge.git"), commit }),
    now,
  });

/** tuf-js's own client, reading a checkout. */
class CheckoutFetcher extends BaseFetcher {
  override async fetch(url: string) {
    const file = join(folder, "out/tuf", new URL(url).pathname);
    if (!existsSync(file)) throw new DownloadHTTPError("not there", 404);
    return new Response(readFileSync(file)).body as unknown as Awaited<ReturnType<BaseFetcher["fetch"]>>;
  }
}

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), "git-tuf-test-"));
  execFileSync("git", ["init", "--quiet", "--bare", join(folder, "forge.git")]);
  const { store, tuf } = open();
  await store.initialise(initRegistry({ repository, reviewers: [{ id: 1, login: "ada" }], at: now.toISOString() }));
  await tuf.start({ roles: ring.roles, bits: 2 });
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

describe("TUF metadata on a git branch", () => {
  it("are written in the commit of the registry itself and read back out of the objects", async () => {
    const { parent } = await publish("bench-hello", 1);
    expect(git("rev-list", "--count", "forge/registry").trim()).toBe("3");
    const view = await look(parent);
    expect((await readTufRegistry(view, repository)).registry.plugins).toHaveLength(1);
    expect((await readTufPlugin(view, repository, "bench-hello"))?.versions).toHaveLength(1);
    await expect(look("f".repeat(40))).rejects.toMatchObject({ code: "download_failed" });
  });

  it("stand for every write when two writers meet: the slower one signs again on top of the faster one's", async () => {
    await Promise.all([publish("bench-one", 1), publish("bench-two", 2), publish("bench-three", 3)]);
    const { registry } = await readTufRegistry(await look(), repository);
    expect(registry.plugins.map(({ name }) => name)).toEqual(["bench-one", "bench-three", "bench-two"]);
    expect(registry.sequence).toBe(3);
  });

  it("do not read a file that is larger than it may be", async () => {
    const transport = createGitTufTransport({ folder: join(folder, "forge.git"), commit: "forge/registry" });
    await expect(transport.read("timestamp.json", 100)).rejects.toMatchObject({ code: "registry_endless" });
    expect(await transport.read("none.json", 100)).toBeNull();
  });

  it("satisfy tuf-js's own client too", async () => {
    await publish("bench-hello", 1);
    execFileSync("git", [
      "clone",
      "--quiet",
      "--branch",
      "forge/registry",
      join(folder, "forge.git"),
      join(folder, "out"),
    ]);
    for (const name of ["state", "targets"]) mkdirSync(join(folder, name));
    writeFileSync(join(folder, "state/root.json"), readFileSync(join(folder, "out/tuf/1.root.json")));
    const updater = new Updater({
      metadataDir: join(folder, "state"),
      metadataBaseUrl: "http://registry.invalid",
      targetDir: join(folder, "targets"),
      targetBaseUrl: "http://registry.invalid/targets",
      fetcher: new CheckoutFetcher(),
    });
    const info = await updater.getTargetInfo("index/bench-hello.json");
    if (!info) throw new Error("no such target");
    const file = await updater.downloadTarget(info);
    expect(JSON.parse(readFileSync(file, "utf8"))).toMatchObject({ repository, plugin: { name: "bench-hello" } });
  });
});
