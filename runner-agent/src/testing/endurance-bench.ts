import { createHash, generateKeyPairSync } from "node:crypto";
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { runtimePlugins } from "@plugsmith/plugin-host/testing";
import type { BenchConfig } from "@plugsmith/schemas";
import { openFakeForge } from "./fake-forge.ts";
import { listDescendants, listProcesses, type SeenProcess } from "./process-census.ts";
import { type SpawnedAgent, spawnAgent } from "./spawn-agent.ts";

const agentChild = join(import.meta.dirname, "agent-child.ts");
export const board = { vendorId: "0403", productId: "6001", serial: "A1", port: "1-2" };

const meter = (version: string, good: boolean) => `
  let devices = [];
  export function onLoad() { ${good ? "" : 'throw new Error("this version is bad");'} }
  export function onUSBAttach(ctx, device) { devices.push(device.key); }
  export function onUSBDetach(ctx, device) { devices = devices.filter((key) => key !== device.key); }
  export const methods = { identify: () => ({ version: "${version}", devices }) };`;

/** Notes every job in a file of its own before it answers: a witness outside the agent's queue. */
const clock = `
  let last = Promise.resolve();
  async function note(fs, path, key) {
    let before = "";
    try {
      before = await fs.readFile(path, "utf8");
    } catch (error) {
      if (!/There is no file/.test(error.message)) throw error;
    }
    await fs.writeFile(path, before + key + "\\n");
  }
  export function onJobReceived(ctx, job) {
    const turn = last.then(() => note(ctx.fs, "ran/" + Math.floor(job.data.n / 40) + ".txt", job.key));
    last = turn.catch(() => {});
    // Work goes on after the note, so that a kill finds jobs that have done half.
    return turn.then(() => new Promise((done) => setTimeout(() => done({ n: job.data.n }), (job.data.n % 4) * 20)));
  }
  export const methods = { echo: (ctx, args) => args };`;

/** A family of three: the shell, and a process that outlives whatever it is told. */
const relay = `(trap '' TERM HUP; exec sleep 100000) </dev/null >/dev/null 2>&1 &\n${runtimePlugins.find(({ runtime }) => runtime === "bash")?.code}`;

/** A bench with three registry plugins, real processes and a forge on loopback, that is made to be killed. */
export async function openEnduranceBench() {
  const forge = await openFakeForge();
  const root = mkdtempSync(join(tmpdir(), "plugsmith-endurance-"));
  const keyFile = join(root, "bench.pem");
  const { privateKey } = generateKeyPairSync("ed25519");
  writeFileSync(keyFile, privateKey.export({ type: "pkcs8", format: "pem" }), { mode: 0o600 });
  const stateDir = join(root, "state");
  const config: BenchConfig = {
    schemaVersion: 1,
    id: "bench-1",
    stateDir,
    registry: { repository: "acme/forge", apiUrl: forge.apiUrl, pollSeconds: 0.2, trust: "unsigned" },
    bot: { url: forge.botUrl, keyFile },
    trust: { policyFile: join(root, "policy.json") },
    sources: { usb: false, simulated: true, registry: true },
    limits: { loadMs: 30_000, callMs: 10_000, stopMs: 1_000, crashes: 1_000, crashWindowMs: 1_000 },
    control: { socket: join(root, "agent.sock") },
    plugins: { "acme-clock": { enabled: true }, "acme-relay": { enabled: true } },
  };
  const configFile = join(root, "bench.json");
  writeFileSync(configFile, JSON.stringify(config));
  const { usb, filesystem, queue } = {
    usb: [{ vendorId: board.vendorId, productId: board.productId }],
    filesystem: [{ path: "ran", mode: "rw" as const }],
    queue: ["tick"],
  };
  forge.publish({ name: "acme-meter", version: "1.0.0", code: meter("1.0.0", true), usb });
  forge.publish({
    name: "acme-clock",
    version: "1.0.0",
    code: clock,
    hooks: ["onJobReceived"],
    methods: ["echo"],
    permissions: { filesystem, queue },
  });
  forge.publish({ name: "acme-relay", version: "1.0.0", code: relay, runtime: "bash", entry: "index.sh", hooks: [] });
  const groupName = `plugsmith-${createHash("sha256").update(stateDir).digest("hex").slice(0, 12)}-`;
  const isOurs = ({ command, groups }: SeenProcess) => command.includes(root) || groups.includes(groupName);
  return {
    forge,
    root,
    stateDir,
    socket: join(root, "agent.sock"),
    start: (): SpawnedAgent => spawnAgent(process.execPath, [agentChild, configFile]),
    publishMeter: (version: string, good: boolean) =>
      forge.publish({ name: "acme-meter", version, code: meter(version, good), usb }),
    /** Processes of this bench that belong to no agent that lives, or to none at all when `agent` is undefined. */
    listStrays(agent: number | undefined): readonly SeenProcess[] {
      const all = listProcesses();
      const own = new Set(agent === undefined ? [] : [agent, ...listDescendants(agent, all).map(({ pid }) => pid)]);
      return all.filter((one) => isOurs(one) && !own.has(one.pid));
    },
    /** Names of control groups of this bench, below whatever this machine has of them. */
    listGroups(): readonly string[] {
      const look = (folder: string, depth: number): string[] => {
        try {
          return readdirSync(folder, { withFileTypes: true })
            .filter((entry) => entry.isDirectory())
            .flatMap(({ name }) => {
              if (name.startsWith(groupName)) return [name];
              return depth > 0 ? look(join(folder, name), depth - 1) : [];
            });
        } catch {
          return [];
        }
      };
      return [...new Set(look("/sys/fs/cgroup", 5))].sort();
    },
    groupOf: (pid: number) => `${groupName}${pid}`,
    async close() {
      await forge.close();
      rmSync(root, { recursive: true, force: true });
    },
  };
}

export type EnduranceBench = Awaited<ReturnType<typeof openEnduranceBench>>;
