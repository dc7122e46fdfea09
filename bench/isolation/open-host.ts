import { type ChildProcess, spawn } from "node:child_process";
import { closeSync, globSync, mkdirSync, openSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { type AgentClient, connectAgent } from "@plugsmith/plugin-host";
import type { BenchConfig } from "@plugsmith/schemas";
import type { Attempt, Trial } from "./attempt.ts";
import { neighbour, type World } from "./open-world.ts";
import { neighbourCode } from "./publish-attempts.ts";
import { entryOf, renderPlugin } from "./render-plugin.ts";

/** A host that is running, ours or the bare one, behind one interface. */
export interface TrialHost {
  readonly kind: Trial["host"];
  readonly pid: number;
  readonly httpPort: number;
  readonly siblingPackage: string;
  /** Loads the hostile plugin. */
  load(attempt: Attempt): Promise<void>;
  call(attempt: Attempt, args: object): Promise<unknown>;
  unload(attempt: Attempt): Promise<void>;
  /** Pid of the plugin's process while there is one. */
  findPid(attempt: Attempt): Promise<number | undefined>;
  /** Resolves when the host and the neighbour have answered, and truly. */
  answer(): Promise<void>;
  /** Waits for what the next load needs: a spare, if the kind is warm. */
  prepare(): Promise<void>;
  /** A place in what the host prints, for `printed`. */
  mark(): number;
  /** What the host printed since `mark`, without what it printed more than 200,000 characters ago. */
  printed(mark: number): string;
  exited(): boolean;
  close(): Promise<void>;
}

/** Deadlines of the agent under trial, ms. */
export const trialLimits = { loadMs: 4_000, callMs: 2_500, stopMs: 500 };

/** Node closes the descriptors it was started with up to the first gap after 15; one above that reaches its children. */
const joinKeyring = `import ctypes, os, sys
libc = ctypes.CDLL(None)
libc.syscall(250, 1, None)
secret = sys.argv[1].encode()
libc.syscall(248, b"user", b"plugsmith-canary", secret, len(secret), -3)
os.dup2(9, 200, inheritable=True)
os.close(9)
os.execv(sys.argv[2], sys.argv[2:])`;

function startHost(world: World, script: string, args: readonly string[]) {
  const canary = openSync(world.canaryFile, "r");
  const stdio = ["ignore", "pipe", "pipe", ...Array.from({ length: 6 }, () => "ignore" as const), canary] as const;
  const command = ["-c", joinKeyring, world.canary, process.execPath, join(import.meta.dirname, script), ...args];
  const cwd = join(world.root, "cwd");
  mkdirSync(join(cwd, "data"), { recursive: true });
  const child: ChildProcess = spawn("python3", command, {
    cwd,
    stdio: [...stdio],
    env: { PATH: process.env["PATH"], HOME: join(world.root, "home"), FORGE_TOKEN: world.canary },
    detached: true,
  });
  closeSync(canary);
  let printed = "";
  let dropped = 0;
  let errors = "";
  child.stdout?.on("data", (chunk) => {
    const all = printed + chunk;
    printed = all.slice(-200_000);
    dropped += all.length - printed.length;
  });
  child.stderr?.on("data", (chunk) => {
    errors = (errors + chunk).slice(-4_000);
  });
  const exited = () => child.exitCode !== null || child.signalCode !== null;
  return {
    child,
    exited,
    mark: () => dropped + printed.length,
    printed: (mark: number) => printed.slice(Math.max(0, mark - dropped)),
    async ready(): Promise<{ http: string }> {
      for (const deadline = performance.now() + 60_000; performance.now() < deadline && !exited(); ) {
        const line = printed.split("\n").find((text) => text.includes('"ready"') && text.endsWith("}"));
        if (line) return JSON.parse(line) as { http: string };
        await new Promise((resolve) => setTimeout(resolve, 10));
      }
      throw new Error(`The host did not start. ${errors}`);
    },
    async end() {
      const gone = exited() ? undefined : new Promise((resolve) => child.once("exit", resolve));
      try {
        process.kill(-(child.pid ?? 0), "SIGKILL");
      } catch {
        // It is gone already.
      }
      await gone;
    },
  };
}

async function checkNeighbour(client: AgentClient): Promise<void> {
  const args = { now: performance.now() };
  await client.request("status");
  const echoed = await client.request("call", { plugin: neighbour, method: "echo", args });
  if (JSON.stringify(echoed) !== JSON.stringify(args)) throw new Error("the neighbour's answer was forged");
}

/** The real agent as a process, with `spares` waiting plugin processes, following `apiUrl`'s registry. */
export async function openAgentHost(world: World, kind: "cold" | "warm", apiUrl: string): Promise<TrialHost> {
  rmSync(join(world.stateDir, "lock"), { recursive: true, force: true });
  mkdirSync(world.stateDir, { recursive: true, mode: 0o700 });
  const config: BenchConfig = {
    schemaVersion: 1,
    id: "bench-1",
    stateDir: world.stateDir,
    registry: { repository: "acme/forge", apiUrl, pollSeconds: 60, trust: "unsigned" },
    trust: { policyFile: join(world.root, "policy.json") },
    sources: { usb: false, simulated: true, registry: true },
    limits: trialLimits,
    control: { socket: join(world.stateDir, "agent.sock") },
    http: { host: "127.0.0.1", port: 0 },
  };
  const file = join(world.root, `${kind}.json`);
  writeFileSync(file, JSON.stringify(config));
  const host = startHost(world, "agent-host.ts", [file, kind === "warm" ? "1" : "0"]);
  const { http } = await host.ready();
  const client = await connectAgent(join(world.stateDir, "agent.sock"));
  await client.request("poll");
  await client.request("load", { plugin: neighbour });
  const board = { vendorId: "1209", productId: "0001", serial: "secret-board", port: "1-9" };
  await client.request("simulate", { kind: "attach", device: board });
  const siblingPackage = globSync("store/**/index.mjs", { cwd: world.stateDir })
    .map((path) => join(world.stateDir, path))
    .find((path) => readFileSync(path, "utf8").includes("reveal"));
  interface Status {
    readonly spares: number;
    readonly plugins: readonly { readonly name: string; readonly pid?: number | null }[];
  }
  const status = async () => (await client.request("status")) as Status;
  return {
    kind,
    pid: host.child.pid ?? 0,
    httpPort: Number(new URL(http).port),
    siblingPackage: siblingPackage ?? "",
    load: async ({ id }) => void (await client.request("load", { plugin: id })),
    call: ({ id }, args) => client.request("call", { plugin: id, method: "attack", args }),
    unload: async ({ id }) => void (await client.request("unload", { plugin: id })),
    findPid: async ({ id }) => (await status()).plugins.find(({ name }) => name === id)?.pid ?? undefined,
    answer: () => checkNeighbour(client),
    async prepare() {
      while (kind === "warm" && (await status()).spares < 1) await new Promise((resolve) => setTimeout(resolve, 20));
    },
    mark: host.mark,
    printed: host.printed,
    exited: host.exited,
    async close() {
      client.close();
      await host.end();
    },
  };
}

/** The bare host, fresh for each attempt: few of them leave it whole. */
export async function openBareHost(world: World): Promise<TrialHost> {
  const socket = join(world.stateDir, "agent.sock");
  const logs = join(world.stateDir, "logs");
  mkdirSync(logs, { recursive: true });
  rmSync(socket, { force: true });
  const host = startHost(world, "bare-host.ts", [socket, join(logs, "all.log")]);
  const { http } = await host.ready();
  const client = await connectAgent(socket);
  const folder = join(world.root, "packages");
  const write = (name: string, runtime: Attempt["runtime"], code: string) => {
    mkdirSync(join(folder, name), { recursive: true });
    const entry = join(folder, name, entryOf(runtime));
    writeFileSync(entry, code);
    return { plugin: name, runtime, entry };
  };
  const sibling = write(neighbour, "node", neighbourCode(world.canary));
  await client.request("load", sibling);
  return {
    kind: "bare",
    pid: host.child.pid ?? 0,
    httpPort: Number(new URL(http).port),
    siblingPackage: sibling.entry,
    load: async (attempt) =>
      void (await client.request("load", write(attempt.id, attempt.runtime, renderPlugin(attempt)))),
    call: ({ id }, args) => client.request("call", { plugin: id, method: "attack", args }),
    unload: async ({ id }) => void (await client.request("unload", { plugin: id })),
    findPid: async () => {
      const pids = [...host.printed(0).matchAll(/"forked","pid":(\d+)/g)];
      return pids.length > 1 ? Number(pids.at(-1)?.[1]) : undefined;
    },
    answer: () => checkNeighbour(client),
    prepare: async () => {},
    mark: host.mark,
    printed: host.printed,
    exited: host.exited,
    async close() {
      client.close();
      await host.end();
    },
  };
}
