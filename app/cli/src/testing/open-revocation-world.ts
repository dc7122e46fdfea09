import { generateKeyPairSync } from "node:crypto";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createGitRegistryStore } from "@plugsmith/registry";
import { makeRing } from "@plugsmith/registry/testing";
import { createTufRegistryStore } from "@plugsmith/registry/tuf";
import { type FakeBench, openFakeBench } from "@plugsmith/runner-agent/testing";
import type { RegistryVersion } from "@plugsmith/schemas";
import { cast, type DoorWorld, openDoorWorld } from "../acceptance/open-door-world.ts";

const name = "acme-meter";
const board = { vendorId: "0403", productId: "6001", serial: "A1", port: "1-2" };

/** A process that nobody has collected yet is dead all the same. */
function isAlive(pid: number): boolean {
  try {
    return !/^State:\t[ZX]/mu.test(readFileSync(`/proc/${pid}/status`, "utf8"));
  } catch {
    return false;
  }
}

/** GitHub, bot and bench of one forge, of which a plugin runs on the bench; see the members for what is real. */
export interface RevocationWorld {
  readonly door: DoorWorld;
  readonly bench: FakeBench;
  /** Publishes a version and waits until it runs; its process. */
  run(version: string): Promise<number>;
  /** Writes a version's state as the job does: signed, committed on what is there, pushed. Resolves when GitHub has it. */
  set(version: string, status: RegistryVersion["status"]): Promise<void>;
  waitUntilDead(pid: number): Promise<void>;
  isAlive(pid: number): boolean;
  /** Waits until the agent holds its stream, or has lost it. */
  waitForStream(state: "open" | "waiting"): Promise<void>;
  close(): Promise<void>;
}

/**
 * The real bot server as a process, the real agent with a real plugin process and a registry that is signed, pushed and fetched with git,
 * around the embedded GitHub, which tells the bot of each push. Only the packages are a test's own.
 * @param pollSeconds how often the bench looks by itself.
 * @param fetcher what the agent reaches the bot with.
 */
export async function openRevocationWorld(
  pollSeconds: number,
  fetcher: typeof fetch = fetch,
): Promise<RevocationWorld> {
  const folder = mkdtempSync(join(tmpdir(), "plugsmith-revocation-"));
  const key = generateKeyPairSync("ed25519");
  const keyFile = join(folder, "bench.pem");
  writeFileSync(keyFile, key.privateKey.export({ type: "pkcs8", format: "pem" }), { mode: 0o600 });
  const publicKey = JSON.stringify(key.publicKey.export({ type: "spki", format: "pem" }));
  const door = await openDoorWorld(
    (yaml) => `${yaml.trimEnd()}\nbenches:\n  - id: bench-1\n    publicKey: ${publicKey}\n`,
  );
  const gitUrl = `${door.github.url}/${door.repository}.git`;
  const ring = makeRing();
  const store = createTufRegistryStore({
    store: createGitRegistryStore({ gitUrl, token: door.github.people[cast.admin]?.token ?? "" }),
    signers: ring.everybody,
    now: () => new Date(),
  });
  await store.start({ roles: ring.roles, bits: 1 });
  const root = join(folder, "forge.root.json");
  const first = `${door.github.url}/repos/${door.repository}/contents/tuf/1.root.json?ref=forge/registry`;
  const token = door.github.people[cast.admin]?.token ?? "";
  const headers = { accept: "application/vnd.github.raw+json", authorization: `Bearer ${token}` };
  writeFileSync(root, await (await fetch(first, { headers })).text());
  const bench = await openFakeBench(
    {
      registry: { repository: door.repository, root, via: "git", gitUrl, pollSeconds },
      bot: { url: door.botUrl, keyFile },
    },
    { fetch: fetcher },
  );
  const waitUntil = async (what: string, test: () => boolean) => {
    const deadline = performance.now() + 45_000;
    while (!test()) {
      if (performance.now() > deadline)
        throw new Error(`${what} did not come: ${JSON.stringify(bench.agent().status()).slice(0, 3_000)}`);
      await new Promise((resolve) => setTimeout(resolve, 2));
    }
  };
  const write = () =>
    store.commit({
      message: "test: a write of a job",
      decide: ({ registry }) => ({ registry: { ...bench.forge.registry(), sequence: registry.sequence + 1 } }),
    });
  const shown = () =>
    bench
      .agent()
      .status()
      .plugins.find((plugin) => plugin.name === name);
  return {
    door,
    bench,
    isAlive,
    async run(version) {
      const code = `export const methods = { identify: () => "${version}", hold: () => new Promise(() => {}) };`;
      bench.forge.publish({ name, version, code, methods: ["identify", "hold"], usb: [board] });
      await write();
      await bench.agent().request("poll");
      if (bench.agent().status().devices.length === 0) await bench.attach(board);
      await waitUntil(`version ${version}`, () => shown()?.version === version && shown()?.phase === "active");
      return shown()?.pid ?? 0;
    },
    async set(version, status) {
      bench.forge.setStatus(name, version, status);
      await write();
    },
    waitUntilDead: (pid) => waitUntil("the end of the process", () => !isAlive(pid)),
    waitForStream: (state) =>
      waitUntil(`stream ${state}`, () => bench.agent().status().registry.stream?.state === state),
    async close() {
      await bench.close();
      await door.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
