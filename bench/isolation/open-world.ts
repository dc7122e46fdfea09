import { type ChildProcess, spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { createSocket } from "node:dgram";
import {
  existsSync,
  globSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { type AddressInfo, connect, createServer, type Server } from "node:net";
import { getPriority, tmpdir } from "node:os";
import { join } from "node:path";
import type { Target } from "./attempt.ts";
import { readProcess } from "./read-process.ts";

/** A machine with things worth stealing and breaking, and the means to see whether it happened. */
export interface World {
  readonly root: string;
  readonly stateDir: string;
  /** In the host's environment, descriptor 200, keyring and every canary file. */
  readonly canary: string;
  readonly canaryFile: string;
  target(host: { readonly pid: number; readonly httpPort: number; readonly siblingPackage: string }): Target;
  /** Puts every canary back. */
  reset(): void;
  /** What changed on the machine since `reset`. */
  findEffects(): Promise<string[]>;
  /** The strings that nobody but the machine's owner knows. */
  readonly secrets: readonly string[];
  close(): Promise<void>;
}

export const neighbour = "acme-neighbour";

const listening = (server: Server, where: { port: number; host: string } | { path: string }) =>
  new Promise<void>((resolve) => server.listen(where, resolve));

async function openServers(abstractSocket: string) {
  const met = new Map<string, number>();
  const meet = (what: string) => met.set(what, (met.get(what) ?? 0) + 1);
  const tcp = createServer((socket) => {
    meet("a TCP connection reached a server of the machine");
    socket.on("error", () => {}).end();
  });
  const abstract = createServer((socket) => {
    meet("a connection reached an abstract Unix socket");
    socket.on("error", () => {}).end();
  });
  const udp = createSocket("udp4", () => meet("a UDP datagram reached the machine"));
  const dns = createSocket("udp4", () => meet("a DNS question left"));
  await listening(tcp, { port: 0, host: "127.0.0.1" });
  await listening(abstract, { path: `\0${abstractSocket}` });
  const bind = (socket: ReturnType<typeof createSocket>) =>
    new Promise<number>((resolve) => socket.bind(0, "127.0.0.1", () => resolve(socket.address().port)));
  const free = createServer();
  await listening(free, { port: 0, host: "127.0.0.1" });
  const portOf = (server: Server) => (server.address() as AddressInfo).port;
  const ports = { tcpPort: portOf(tcp), udpPort: await bind(udp), dnsPort: await bind(dns), listenPort: portOf(free) };
  await new Promise((resolve) => free.close(resolve));
  return {
    met,
    ports,
    close() {
      for (const server of [tcp, abstract]) server.close();
      for (const socket of [udp, dns]) socket.close();
    },
  };
}

const answersOn = (port: number) =>
  new Promise<boolean>((resolve) => {
    const socket = connect(port, "127.0.0.1", () => {
      socket.destroy();
      resolve(true);
    }).on("error", () => resolve(false));
  });

const readShadow = () => {
  try {
    return readFileSync("/etc/shadow", "utf8").split("\n")[0] ?? "";
  } catch {
    return "";
  }
};

/** Makes the machine: canary files, servers that count, a process that must live. */
export async function openWorld(): Promise<World> {
  const root = mkdtempSync(join(tmpdir(), "plugsmith-isolation-"));
  const canary = `canary-${randomBytes(12).toString("hex")}`;
  const abstractSocket = `plugsmith-${randomBytes(6).toString("hex")}`;
  const servers = await openServers(abstractSocket);
  const at = (...parts: string[]) => join(root, ...parts);
  const stateDir = at("state");
  const files = {
    canaryFile: at("outside/canary.txt"),
    canaryModule: at("outside/canary.mjs"),
    homeKey: at("home/.ssh/id_ed25519"),
    stateFile: at("state/bench-key.pem"),
    siblingData: at("state/data", neighbour, "secret.txt"),
  };
  const contents = Object.values(files).map((path) => ({
    path,
    text: path.endsWith(".mjs") ? `export default "${canary}";\n` : `${canary}\n`,
  }));
  const watched = ["outside", "home", `state/data/${neighbour}`];
  const addon = globSync("node_modules/**/*linux-x64*/**/*.node", { cwd: join(import.meta.dirname, "../..") })[0];
  let victim: ChildProcess | undefined;
  /** What the victim inherits: whoever runs this may be niced itself. */
  const victimNice = getPriority();
  let sibling = { path: "", text: "" };

  function reset() {
    for (const folder of watched) {
      rmSync(at(folder), { recursive: true, force: true });
      mkdirSync(at(folder), { recursive: true });
    }
    mkdirSync(at("home/.ssh"), { recursive: true });
    for (const { path, text } of contents) writeFileSync(path, text);
    if (sibling.path !== "" && existsSync(sibling.path))
      sibling = { ...sibling, text: readFileSync(sibling.path, "utf8") };
    if (
      !victim ||
      victim.exitCode !== null ||
      victim.signalCode !== null ||
      readProcess(victim.pid ?? 0)?.nice !== victimNice
    ) {
      victim?.kill("SIGKILL");
      victim = spawn("sleep", ["3600"], { stdio: "ignore", detached: true });
      victim.unref();
    }
    servers.met.clear();
  }

  async function findEffects() {
    const effects = [...servers.met].map(([what, count]) => `${what} (${count} times)`);
    for (const { path, text } of contents) {
      const now = existsSync(path) ? readFileSync(path, "utf8") : undefined;
      if (now !== text) effects.push(`${now === undefined ? "removed" : "changed"} ${path.slice(root.length + 1)}`);
    }
    const known = new Set(contents.map(({ path }) => path));
    for (const folder of watched.filter((each) => existsSync(at(each))))
      for (const entry of readdirSync(at(folder), { recursive: true, withFileTypes: true })) {
        const path = join(entry.parentPath, entry.name);
        if (!entry.isDirectory() && !known.has(path)) effects.push(`made ${path.slice(root.length + 1)}`);
      }
    if (sibling.path !== "" && (!existsSync(sibling.path) || readFileSync(sibling.path, "utf8") !== sibling.text))
      effects.push("changed the sibling's code");
    const state = readProcess(victim?.pid ?? 0);
    if (!state || state.state === "Z") effects.push("killed a process of the machine");
    else if (state.nice !== victimNice) effects.push("changed the priority of a process of the machine");
    if (await answersOn(servers.ports.listenPort)) effects.push("answers on a port of the machine");
    return effects;
  }

  reset();
  return {
    root,
    stateDir,
    canary,
    canaryFile: files.canaryFile,
    reset,
    findEffects,
    secrets: [canary, "root:x:0:0:", readShadow()].filter((secret) => secret.length > 6),
    target({ pid, httpPort, siblingPackage }) {
      sibling = { path: siblingPackage, text: readFileSync(siblingPackage, "utf8") };
      return {
        ...files,
        socket: at("state/agent.sock"),
        siblingPackage,
        outside: at("outside"),
        addon: addon === undefined ? "/none.node" : join(import.meta.dirname, "../..", addon),
        victim: victim?.pid ?? 0,
        host: pid,
        ...servers.ports,
        httpPort,
        abstractSocket,
        neighbour,
      };
    },
    async close() {
      victim?.kill("SIGKILL");
      servers.close();
      rmSync(root, { recursive: true, force: true });
    },
  };
}
