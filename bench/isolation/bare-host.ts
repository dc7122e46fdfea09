/**
 * The host everybody writes first: `bare-host.ts <socket> <log file>`. It forks each plugin with its own environment and
 * descriptors, does whatever the plugin asks, and takes each message as it comes. Same wire, same child side, no boundary.
 */
import { type ChildProcess, fork, spawn } from "node:child_process";
import {
  appendFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { createServer as createHttpServer } from "node:http";
import { type AddressInfo, createServer, type Socket } from "node:net";
import { dirname, join } from "node:path";
import { pathToFileURL } from "node:url";
import { childEntryPath } from "@plugsmith/plugin-host";

type Params = Record<string, unknown>;
interface Message {
  id?: unknown;
  method?: string;
  params?: Params;
  result?: unknown;
}
interface Plugin {
  readonly child: ChildProcess;
  readonly open: Map<unknown, (message: Message) => void>;
  gone: boolean;
}

const [, , socketPath = "", logFile = ""] = process.argv;
const print = (value: object) => process.stdout.write(`${JSON.stringify(value)}\n`);
const plugins = new Map<string, Plugin>();
const state: Params = {};
let nextId = 1;

function merge(into: Params, from: Params): Params {
  for (const key of Object.keys(from)) {
    const value = from[key];
    if (value !== null && typeof value === "object") into[key] = merge((into[key] ?? {}) as Params, value as Params);
    else into[key] = value;
  }
  return into;
}

const file = (path: unknown) => String(path);
const doors: Record<string, (params: Params) => unknown> = {
  "fs.readFile": ({ path }) => ({ data: readFileSync(file(path)).toString("base64") }),
  "fs.writeFile": ({ path, data }) => {
    mkdirSync(dirname(file(path)), { recursive: true });
    writeFileSync(file(path), Buffer.from(String(data), "base64"));
  },
  "fs.list": ({ path }) => ({
    entries: readdirSync(file(path)).map((name) => ({ name, size: statSync(join(file(path), name)).size })),
  }),
  "fs.remove": ({ path }) => rmSync(file(path), { recursive: true }),
  fetch: async ({ url }) => {
    const answer = await fetch(String(url));
    return { status: answer.status, headers: {}, data: Buffer.from(await answer.arrayBuffer()).toString("base64") };
  },
  call: ({ plugin, method, args }) => request(String(plugin), "call", { method, args }),
  unload: ({ plugin }) => void plugins.get(String(plugin))?.child.kill("SIGTERM"),
  status: () => ({ plugins: [...plugins].map(([plugin, { child }]) => ({ plugin, pid: child.pid })) }),
  "serial.open": ({ port }) => {
    if (!existsSync(String(port))) throw new Error("no such port");
    return { handle: String(port) };
  },
  "usb.transferIn": () => ({ data: "AAAA" }),
};

function request(name: string, method: string, params: Params): Promise<unknown> {
  const plugin = plugins.get(name);
  if (!plugin || plugin.gone) return Promise.reject(new Error(`${name} is gone`));
  const id = nextId++;
  return new Promise((resolve, reject) => {
    plugin.open.set(id, (message) => ("result" in message ? resolve(message.result) : reject(new Error("it failed"))));
    plugin.child.once("exit", () => reject(new Error(`${name} is gone`)));
    plugin.child.stdin?.write(`${JSON.stringify({ jsonrpc: "2.0", id, method, params })}\n`);
  });
}

async function receive(plugin: Plugin, { id, method, params = {}, ...rest }: Message): Promise<void> {
  if (method === "log") return appendFileSync(logFile, `${String(params["message"])}\n`);
  if (method === "emit") {
    if (String(params["event"]).length < 80) print({ type: "emit", ...params });
    merge(state, (params["data"] ?? {}) as Params);
  } else if (method !== undefined) {
    const answer: Params = { jsonrpc: "2.0", id };
    try {
      answer["result"] = (await doors[method]?.(params)) ?? {};
    } catch (error) {
      answer["error"] = { code: -32000, message: (error as Error).message };
    }
    plugin.child.stdin?.write(`${JSON.stringify(answer)}\n`);
  } else plugin.open.get(id)?.(rest);
}

function load({ plugin: name, entry, runtime }: Params): Promise<unknown> {
  const child =
    runtime === "node"
      ? fork(childEntryPath, [pathToFileURL(String(entry)).href], { stdio: ["pipe", "pipe", "pipe", "ipc"] })
      : spawn("python3", [String(entry)], { stdio: "pipe" });
  const plugin: Plugin = { child, open: new Map(), gone: false };
  plugins.set(String(name), plugin);
  child.once("exit", () => {
    plugin.gone = true;
  });
  child.stdin?.on("error", () => {});
  child.stderr?.on("data", (chunk: Buffer) => appendFileSync(logFile, chunk));
  let rest = "";
  child.stdout?.on("data", (chunk: Buffer) => {
    const lines = (rest + chunk.toString()).split("\n");
    rest = lines.pop() ?? "";
    for (const line of lines) void receive(plugin, JSON.parse(line) as Message);
  });
  print({ type: "forked", pid: child.pid });
  return request(String(name), "initialize", { protocol: 1, plugin: { name, version: "1.0.0" }, config: {} });
}

async function operate(method: string, params: Params): Promise<unknown> {
  if (method === "load") return load(params);
  if (method === "status") return doors["status"]?.({});
  const name = String(params["plugin"]);
  if (method === "call") return request(name, "call", { method: params["method"], args: params["args"] });
  const plugin = plugins.get(name);
  await request(name, "onUnload", {}).catch(() => {});
  plugin?.child.kill("SIGTERM");
  return {};
}

function serve(socket: Socket): void {
  let rest = "";
  socket.on("error", () => {});
  socket.on("data", (chunk: Buffer) => {
    const lines = (rest + chunk.toString()).split("\n");
    rest = lines.pop() ?? "";
    for (const line of lines) {
      const { id, method = "", params = {} } = JSON.parse(line) as Message;
      const send = (answer: Params) => socket.write(`${JSON.stringify({ jsonrpc: "2.0", id, ...answer })}\n`);
      operate(method, params).then(
        (result) => send({ result: result ?? null }),
        (error: Error) => send({ error: { code: -32000, message: error.message, data: { code: "call_failed" } } }),
      );
    }
  });
}

setInterval(() => {
  if ("polluted" in {}) print({ type: "polluted" });
}, 50);
const http = createHttpServer((_request, response) => response.end("metrics"));
await new Promise<void>((resolve) => http.listen(0, "127.0.0.1", resolve));
createServer(serve).listen(socketPath, () =>
  print({ status: "ready", pid: process.pid, http: `http://127.0.0.1:${(http.address() as AddressInfo).port}` }),
);
