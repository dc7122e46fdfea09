import { execFile } from "node:child_process";
import { closeSync, constants, openSync, readdirSync, writeSync } from "node:fs";
import { join } from "node:path";
import { ReadStream } from "node:tty";
import { promisify } from "node:util";
import { type Device, ForgeError } from "@plugsmith/schemas";

export interface PluginSerial {
  handle(
    method: string,
    params: Readonly<Record<string, unknown>>,
    deviceOf: (key: unknown) => Device,
  ): Promise<unknown>;
  close(): void;
}

interface Line {
  readonly file: number;
  readonly stream: ReadStream;
  received: Buffer;
  wake: () => void;
}

const maxLength = 64 * 1024;
const maxBuffered = 1 << 20;
const run = promisify(execFile);

/** The tty of a USB device: Linux shows it as `<port>:<config>.<interface>/(tty/)ttyX` below the device in sysfs. */
function findTty(device: Device, sysfs: string): string | undefined {
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
    if (tty) return join("/dev", tty);
  }
  return undefined;
}

/** Serial lines of the plugin's own USB devices, named by device key. */
export function createPluginSerial(sysfs = "/sys/bus/usb/devices"): PluginSerial {
  const lines = new Map<string, Line>();
  let opened = 0;

  async function openLine(device: Device, baudRate: number): Promise<string> {
    const path = findTty(device, sysfs);
    if (!path)
      throw new ForgeError("usb_unavailable", {
        message: `The device ${device.key} has no serial line on this machine.`,
        hint: "Its driver may be missing: `plugsmith agent doctor` shows what the kernel made of it.",
      });
    try {
      await run("stty", ["-F", path, String(baudRate), "raw", "-echo"], { timeout: 3_000, env: {} });
      const file = openSync(path, constants.O_RDWR | constants.O_NOCTTY | constants.O_NONBLOCK);
      const line: Line = { file, stream: new ReadStream(file), received: Buffer.alloc(0), wake: () => {} };
      line.stream.on("data", (chunk: Buffer) => {
        line.received = Buffer.concat([line.received, chunk]).subarray(-maxBuffered);
        line.wake();
      });
      line.stream.on("error", () => line.wake());
      const handle = `line-${++opened}`;
      lines.set(handle, line);
      return handle;
    } catch (cause) {
      throw new ForgeError("usb_unavailable", {
        message: `${path} cannot be opened: ${(cause as Error).message}`,
        cause,
      });
    }
  }

  function lineOf(handle: unknown): Line {
    const line = lines.get(String(handle));
    if (line) return line;
    throw new ForgeError("message_invalid", { message: "This serial line is not open." });
  }

  async function readLine(line: Line, length: number, timeoutMs: number): Promise<Buffer> {
    if (line.received.length === 0)
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, timeoutMs);
        line.wake = () => {
          clearTimeout(timer);
          resolve();
        };
      });
    const bytes = line.received.subarray(0, length);
    line.received = line.received.subarray(bytes.length);
    return bytes;
  }

  const shut = (handle: string, line: Line) => {
    lines.delete(handle);
    line.stream.destroy();
    try {
      closeSync(line.file);
    } catch {
      // The stream closed it.
    }
  };

  return {
    async handle(method, params, deviceOf) {
      const within = (value: unknown, fallback: number, max: number) =>
        Math.min(max, Math.max(1, Math.trunc(Number(value)) || fallback));
      switch (method) {
        case "serial.open":
          if (lines.size >= 16) throw new ForgeError("call_limit", { message: "At most 16 serial lines may be open." });
          return { handle: await openLine(deviceOf(params["port"]), within(params["baudRate"], 9600, 4_000_000)) };
        case "serial.write": {
          const bytes = Buffer.from(String(params["data"] ?? ""), "base64");
          if (bytes.length > maxLength) throw new ForgeError("message_too_large");
          return { bytesWritten: writeSync(lineOf(params["handle"]).file, bytes) };
        }
        case "serial.read": {
          const line = lineOf(params["handle"]);
          const bytes = await readLine(
            line,
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
