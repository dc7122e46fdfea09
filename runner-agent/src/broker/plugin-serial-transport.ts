import { execFile } from "node:child_process";
import { closeSync, constants, openSync, readdirSync, writeSync } from "node:fs";
import { join } from "node:path";
import { ReadStream } from "node:tty";
import { promisify } from "node:util";
import { type Device, ForgeError } from "@plugsmith/schemas";
import { attachmentOf } from "../bench/device-table.ts";
import { createRateLimit } from "./rate-limit.ts";

export interface PluginSerial {
  /** `deviceOf` answers a device that the plugin has now, and throws `permission_denied` for every other. */
  handle(
    method: string,
    params: Readonly<Record<string, unknown>>,
    deviceOf: (key: unknown) => Device,
  ): Promise<unknown>;
  close(): void;
}

interface Line {
  readonly device: Device;
  readonly file: number;
  readonly stream: ReadStream;
  received: Buffer;
  readonly waiting: Set<() => void>;
}

const mostLines = 16;
const opensPerSecond = 5;
const maxLength = 64 * 1024;
const maxBuffered = 1 << 20;
/** A device that takes nothing (flow control) must not hold a write for ever. */
const writeMs = 5_000;
const fullPauseMs = 5;
/** USB tells of a device before its driver has made the line, and udev gives it to the agent's group a moment later. */
const settleMs = 2_000;
const settlePauseMs = 100;
const run = promisify(execFile);
const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/** The tty of a USB device: Linux shows it as `<port>:<config>.<interface>/(tty/)ttyX` below the device in sysfs. */
function findTty(device: Device, sysfs: string, dev: string): string | undefined {
  const list = (path: string) => {
    try {
      return readdirSync(path);
    } catch {
      return [];
    }
  };
  const folder = join(sysfs, device.port);
  for (const name of list(folder).filter((entry) => entry.startsWith(`${device.port}:`))) {
    const below = list(join(folder, name));
    const tty = below.find((entry) => /^tty[A-Za-z]+[0-9]+$/.test(entry)) ?? list(join(folder, name, "tty"))[0];
    if (tty) return join(dev, tty);
  }
  return undefined;
}

/** Serial lines of the plugin's own USB devices, named by device key; a line ends with its device. */
export function createPluginSerial(sysfs = "/sys/bus/usb/devices", dev = "/dev"): PluginSerial {
  const lines = new Map<string, Line>();
  let opened = 0;
  let opening = 0;
  // Each opening starts a program, at a plugin's word.
  const opens = createRateLimit(() => performance.now(), opensPerSecond, mostLines * 2);

  const shut = (handle: string, line: Line) => {
    if (!lines.delete(handle)) return;
    for (const wake of line.waiting) wake();
    line.stream.destroy();
    try {
      closeSync(line.file);
    } catch {
      // The stream closed it.
    }
  };

  function openFile(path: string, device: Device): string {
    const file = openSync(path, constants.O_RDWR | constants.O_NOCTTY | constants.O_NONBLOCK);
    const line: Line = { device, file, stream: new ReadStream(file), received: Buffer.alloc(0), waiting: new Set() };
    const handle = `line-${++opened}`;
    line.stream.on("data", (chunk: Buffer) => {
      line.received = Buffer.concat([line.received, chunk]).subarray(-maxBuffered);
      const [first] = line.waiting;
      first?.();
    });
    // The kernel hangs the line up when its device is pulled; held open it would keep the tty's number from the next one.
    for (const end of ["error", "end", "close"]) line.stream.on(end, () => shut(handle, line));
    lines.set(handle, line);
    return handle;
  }

  async function openLine(device: Device, baudRate: number): Promise<string> {
    for (const until = performance.now() + settleMs; ; await pause(settlePauseMs)) {
      const path = findTty(device, sysfs, dev);
      try {
        if (!path)
          throw new ForgeError("usb_unavailable", {
            message: `The device ${device.key} has no serial line on this machine.`,
            hint: "Its driver may be missing: `plugsmith agent doctor` shows what the kernel made of it.",
          });
        await run("stty", ["-F", path, String(baudRate), "raw", "-echo"], { timeout: 3_000, env: {} });
        return openFile(path, device);
      } catch (cause) {
        if (performance.now() < until) continue;
        if (cause instanceof ForgeError) throw cause;
        throw new ForgeError("usb_unavailable", {
          message: `${path} cannot be opened: ${(cause as Error).message.trim()}`,
          hint: "The agent's user needs the line's group: `plugsmith agent install udev` prints the rules.",
          cause,
        });
      }
    }
  }

  async function open(device: Device, baudRate: number): Promise<{ handle: string }> {
    if (lines.size + opening >= mostLines)
      throw new ForgeError("call_limit", { message: `At most ${mostLines} serial lines may be open.` });
    if (!opens.take())
      throw new ForgeError("call_limit", { message: `At most ${opensPerSecond} serial lines a second may be opened.` });
    opening += 1;
    try {
      return { handle: await openLine(device, baudRate) };
    } finally {
      opening -= 1;
    }
  }

  const gone = (device?: Device) =>
    new ForgeError("usb_unavailable", {
      message: `This serial line is closed${device ? `: the device ${device.key} is gone` : " or its device is gone"}.`,
      hint: "Open it again in onUSBAttach.",
    });

  function lineOf(handle: unknown, deviceOf?: (key: unknown) => Device): Line {
    const name = typeof handle === "string" ? handle : "";
    const line = lines.get(name);
    if (!line) {
      const number = /^line-([1-9][0-9]{0,8})$/.exec(name)?.[1];
      if (number !== undefined && Number(number) <= opened) throw gone();
      throw new ForgeError("message_invalid", { message: "No serial line was opened under this name." });
    }
    // Another device may have the key by now, or the bench gave this one to another plugin.
    if (deviceOf && attachmentOf(deviceOf(line.device.key)) !== attachmentOf(line.device)) throw gone(line.device);
    return line;
  }

  async function readLine(line: Line, length: number, timeoutMs: number): Promise<Buffer> {
    if (line.received.length === 0)
      await new Promise<void>((resolve) => {
        const wake = () => {
          clearTimeout(timer);
          line.waiting.delete(wake);
          resolve();
        };
        const timer = setTimeout(wake, timeoutMs);
        line.waiting.add(wake);
      });
    if (line.received.length === 0 && line.stream.destroyed) throw gone(line.device);
    const bytes = line.received.subarray(0, length);
    line.received = line.received.subarray(bytes.length);
    return bytes;
  }

  /** All of it, or as much as the device took in time. */
  async function writeLine(line: Line, bytes: Buffer): Promise<number> {
    let written = 0;
    for (const until = performance.now() + writeMs; written < bytes.length && performance.now() < until; ) {
      if (line.stream.destroyed) throw gone(line.device);
      try {
        written += writeSync(line.file, bytes, written);
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== "EAGAIN") throw gone(line.device);
        await pause(fullPauseMs);
      }
    }
    return written;
  }

  return {
    async handle(method, params, deviceOf) {
      const within = (value: unknown, fallback: number, max: number) =>
        Math.min(max, Math.max(1, (typeof value === "number" ? Math.trunc(value) : 0) || fallback));
      switch (method) {
        case "serial.open":
          return open(deviceOf(params["port"]), within(params["baudRate"], 9600, 4_000_000));
        case "serial.write": {
          const data = params["data"];
          const bytes = Buffer.from(typeof data === "string" ? data : "", "base64");
          if (bytes.length > maxLength) throw new ForgeError("message_too_large");
          return { bytesWritten: await writeLine(lineOf(params["handle"], deviceOf), bytes) };
        }
        case "serial.read": {
          const bytes = await readLine(
            lineOf(params["handle"], deviceOf),
            within(params["length"], 1, maxLength),
            within(params["timeoutMs"], 1000, 10_000),
          );
          return { data: bytes.toString("base64") };
        }
        case "serial.close":
          shut(String(params["handle"]), lineOf(params["handle"]));
          return {};
        default:
          throw new ForgeError("method_unknown", { message: `${method} does not exist.` });
      }
    },
    close() {
      for (const [handle, line] of lines) shut(handle, line);
    },
  };
}
