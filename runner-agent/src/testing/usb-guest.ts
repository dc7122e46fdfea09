/**
 * Runs in usb-vm: a real kernel plugs real devices into the real agent, and plugins drive them. Prints what happened as one
 * line of JSON, which usb-guest.test.ts judges.
 */
import { execFileSync } from "node:child_process";
import { closeSync, constants, openSync, readdirSync, readlinkSync, writeFileSync, writeSync } from "node:fs";
import { join } from "node:path";
import { ReadStream } from "node:tty";
import { pathToFileURL } from "node:url";
import { connectAgent } from "@plugsmith/plugin-host";
import type { PluginManifest } from "@plugsmith/schemas";
import { agentMain, makeFolderBench, spawnAgent } from "./spawn-agent.ts";
import type { FakeUsb } from "./usb-bench.ts";

/** Programs run about 20 times slower here (facts/usb.md, C). */
const slowMs = 120_000;
const clientFile = join(import.meta.dirname, "../../../../shared/usb-bench/client.mjs");
const board = { vendorId: "0483", productId: "5740" };
const loop = { vendorId: "1209", productId: "0002" };
const other = { vendorId: "1209", productId: "0001" };
const idOf = ({ vendorId, productId }: typeof board) => `${vendorId}:${productId}`;

const meter = `
  const lines = new Map();
  export async function onUSBAttach(ctx, device) {
    lines.set(device.key, await ctx.serial.open(device.key, { baudRate: 115200 }));
    ctx.log.info("attached " + device.key + " at " + device.port);
  }
  export async function onUSBDetach(ctx, device) {
    const closed = await ctx.serial.write(lines.get(device.key), "x").then(() => "open", (error) => error.code);
    lines.delete(device.key);
    ctx.log.info("detached " + device.key + ", its line: " + closed);
  }
  export const methods = {
    ask: async ({ key, text }, ctx) => {
      await ctx.serial.write(lines.get(key), text + "\\n");
      let answer = "";
      while (!answer.endsWith("\\n")) {
        const part = await ctx.serial.read(lines.get(key), 4096, 5000);
        if (part.length === 0) throw new Error("no answer but " + answer.length + " bytes");
        answer += Buffer.from(part).toString();
      }
      return answer.trim();
    },
  };`;

const looper = `
  const setup = { requestType: "standard", recipient: "device", request: 6, value: 0x0200, index: 0 };
  export const methods = {
    echo: async ({ key, bytes }, ctx) => {
      const config = [...await ctx.usb.controlTransferIn(key, setup, 255)];
      const endpoints = [];
      for (let at = 0; at < config.length; at += config[at]) if (config[at + 1] === 5 && endpoints.length < 2) endpoints.push(config[at + 2]);
      const number = (isInput) => endpoints.find((address) => address >= 128 === isInput) & 15;
      const [input, output] = [number(true), number(false)];
      await ctx.usb.claimInterface(key, 0);
      const sent = Uint8Array.from({ length: bytes }, (_, n) => n % 251);
      const written = await ctx.usb.transferOut(key, output, sent);
      const back = await ctx.usb.transferIn(key, input, bytes);
      await ctx.usb.releaseInterface(key, 0);
      return { written, same: Buffer.compare(Buffer.from(sent), Buffer.from(back)) === 0 };
    },
  };`;

const thief = `
  const setup = { requestType: "standard", recipient: "device", request: 6, value: 0x0100, index: 0 };
  export const methods = {
    attack: async ({ key, port }, ctx) => {
      const word = (work) => work.then(() => "allowed", (error) => error.code);
      return [
        await word(ctx.serial.open(key, { baudRate: 9600 })),
        await word(ctx.serial.open(port, { baudRate: 9600 })),
        await word(ctx.serial.open("/dev/ttyACM0", { baudRate: 9600 })),
        await word(ctx.serial.read("line-1", 10)),
        await word(ctx.usb.controlTransferIn(key, setup, 18)),
        await word(import("node:fs").then((fs) => fs.readFileSync("/dev/ttyACM0"))),
      ];
    },
  };`;

// The VM's tool runs us by chroot, and the kernel gives no user namespace to a chrooted process: move its root to the real one.
execFileSync("nsenter", [
  "--target",
  "1",
  "--mount",
  "--root",
  "--wd=/",
  "/bin/busybox",
  "mount",
  "--move",
  "/root",
  "/",
]);
const bench = makeFolderBench();
const sources = { usb: true, registry: false, folder: join(bench.root, "plugins") };
const limits = { loadMs: slowMs, callMs: slowMs, stopMs: 20_000 };
writeFileSync(bench.configFile, JSON.stringify({ ...bench.config, sources, limits }));
function writePlugin(name: string, code: string, usb: typeof board, hooks: PluginManifest["hooks"], method: string) {
  const permissions = { filesystem: [], network: { outbound: [], inbound: false }, usb: [usb], memory: 128, queue: [] };
  bench.writePlugin(name, "1.0.0", code, { methods: [method], hooks: [...hooks], permissions });
}
writePlugin("acme-meter", meter, board, ["onUSBAttach", "onUSBDetach"], "ask");
writePlugin("acme-looper", looper, loop, [], "echo");
writePlugin("acme-thief", thief, other, [], "attack");

/** The firmware at the device's end of a serial line: answers each line with its own name and that line. */
function playDevice(tty: string, name: string) {
  execFileSync("stty", ["-F", tty, "raw", "-echo"]);
  const file = openSync(tty, constants.O_RDWR | constants.O_NOCTTY | constants.O_NONBLOCK);
  const stream = new ReadStream(file);
  let rest = "";
  let pending = Buffer.alloc(0);
  /** The line takes a few KiB at once. */
  const flush = () => {
    try {
      while (pending.length > 0) pending = pending.subarray(writeSync(file, pending));
    } catch {
      setTimeout(flush, 20);
    }
  };
  stream.on("error", () => {});
  stream.on("data", (chunk: Buffer) => {
    const lines = (rest + chunk.toString()).split("\n");
    rest = lines.pop() ?? "";
    for (const line of lines) pending = Buffer.concat([pending, Buffer.from(`${name}:${line}\n`)]);
    flush();
  });
  // The gadget cannot go while its end is open, and the stream holds a second descriptor.
  return () => {
    pending = Buffer.alloc(0);
    stream.destroy();
    try {
      closeSync(file);
    } catch {
      // The stream closed it.
    }
  };
}

const { FakeUsb: Bus } = (await import(pathToFileURL(clientFile).href)) as { FakeUsb: { connect(): Promise<FakeUsb> } };
const bus = await Bus.connect();
const started = performance.now();
const agent = spawnAgent(process.execPath, [agentMain, "--config", bench.configFile]);
const ready = await agent.waitFor(({ status }) => status === "ready" || status === "failed", 0, slowMs);
if (ready["isolation"] !== "os") throw new Error(`no boundary in the VM: ${agent.errors()}`);
const readyMs = Math.round(performance.now() - started);
const client = await connectAgent(bench.socket);
const ask = (plugin: string, method: string, args: object) =>
  client
    .request("call", { plugin, method, args })
    .catch(({ code, message }: { code?: string; message: string }) => ({ refused: code, message }));
const told = (kind: "attached" | "detached", port: string, since: number) =>
  agent.waitFor(
    ({ type, device }) => type === `forge.device.${kind}` && (device as { port: string }).port === port,
    since,
    slowMs,
  );
const keyOf = (line: Record<string, unknown>) => (line["device"] as { key: string }).key;
const heldTtys = () =>
  readdirSync(`/proc/${ready["pid"]}/fd`)
    .map((fd) => {
      try {
        return readlinkSync(`/proc/${ready["pid"]}/fd/${fd}`);
      } catch {
        return "";
      }
    })
    .filter((path) => path.includes("ttyACM"));

interface Plugged {
  readonly port: string;
  readonly key: string;
  unplug(): Promise<void>;
}
async function plug(id: typeof board, options: object, name?: string): Promise<Plugged> {
  const since = agent.lines.length;
  const device = (await bus.attach(idOf(id), options)) as { port: string; tty?: string | null };
  const stop = name !== undefined && device.tty ? playDevice(device.tty, name) : () => {};
  const key = keyOf(await told("attached", device.port, since));
  return {
    port: device.port,
    key,
    async unplug() {
      const before = agent.lines.length;
      stop();
      await bus.detach(device.port);
      await told("detached", device.port, before);
    },
  };
}

await bus.waitForListener();
const first = await plug(board, { serial: "DUT-7", product: "VCP" }, "first");
const talk = await ask("acme-meter", "ask", { key: first.key, text: "hello" });
const long = await ask("acme-meter", "ask", { key: first.key, text: "x".repeat(20_000) });
await client.request("load", { plugin: "acme-thief" });
const stolen = await ask("acme-thief", "attack", { key: first.key, port: first.port });

const second = await plug(board, { serial: "DUT-7", product: "VCP" }, "second");
const both = [
  await ask("acme-meter", "ask", { key: first.key, text: "who" }),
  await ask("acme-meter", "ask", { key: second.key, text: "who" }),
];
const openTtys = heldTtys().length;
await second.unplug();
await first.unplug();
const heldAfter = heldTtys();
const again = await plug(board, { serial: "DUT-7", product: "VCP" }, "again");
const replug = await ask("acme-meter", "ask", { key: again.key, text: "back" });
const replugTtys = [...new Set(heldTtys())];

const looped = await plug(loop, { function: "loopback", serial: "LOOP" });
// A short packet: the gadget answers when it got one, or 4 KiB.
const echo = await ask("acme-looper", "echo", { key: looped.key, bytes: 500 });
const usbStolen = await ask("acme-thief", "attack", { key: looped.key, port: looped.port });
await looped.unplug();
await again.unplug();
const { lines } = (await client.request("logs", { plugin: "acme-meter", lines: 50 })) as {
  lines: { message: string }[];
};
client.close();
agent.child.kill("SIGTERM");
const { code } = await agent.exited;
console.log(
  JSON.stringify({
    isolation: ready["isolation"],
    readyMs,
    keys: { first: [first.key, first.port], second: [second.key, second.port], again: [again.key, again.port] },
    talk,
    long: typeof long === "string" ? long.length : long,
    stolen,
    both,
    openTtys,
    heldAfter,
    replug,
    replugTtys,
    echo,
    usbStolen,
    log: lines.map(({ message }) => message),
    exit: code,
  }),
);
bus.close();
process.exit(0);
