import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { mkdirSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import type { Device } from "@plugsmith/schemas";
import { afterEach, describe, expect, it } from "vitest";
import { makeDevice } from "../testing/make-facts.ts";
import { useTemporaryFolders } from "../testing/temporary-folder.ts";
import { createPluginSerial } from "./plugin-serial-transport.ts";

/** A device's end of a line: answers what it gets, in capitals; hangs up when it ends. */
const firmware = `import os, pty, tty
mine, theirs = pty.openpty()
tty.setraw(theirs)
print(os.ttyname(theirs), flush=True)
while True: os.write(mine, os.read(mine, 4096).upper())`;

const skip =
  spawnSync("python3", ["-c", "import pty"]).status === 0 ? undefined : "python3 is not there to play a device";
if (skip) console.warn(`SKIPPED: serial lines: ${skip}`);

const folder = useTemporaryFolders();
const players: ChildProcess[] = [];
afterEach(() => {
  for (const player of players.splice(0)) player.kill("SIGKILL");
});

async function playDevice(): Promise<{ path: string; unplug(): Promise<void> }> {
  const child = spawn("python3", ["-c", firmware], { stdio: ["ignore", "pipe", "inherit"] });
  players.push(child);
  const gone = new Promise<void>((resolve) => child.once("exit", () => resolve()));
  const path = await new Promise<string>((resolve) => child.stdout.once("data", (chunk) => resolve(`${chunk}`.trim())));
  return {
    path,
    unplug() {
      child.kill("SIGKILL");
      return gone;
    },
  };
}

async function openBench() {
  const root = folder();
  const board = await playDevice();
  mkdirSync(join(root, "dev"));
  mkdirSync(join(root, "sys/1-2/1-2:1.0/tty/ttyACM0"), { recursive: true });
  symlinkSync(board.path, join(root, "dev/ttyACM0"));
  const serial = createPluginSerial(join(root, "sys"), join(root, "dev"));
  let own: Device | undefined = makeDevice();
  const deviceOf = () => {
    if (own) return own;
    throw Object.assign(new Error("not yours"), { code: "permission_denied" });
  };
  const ask = (method: string, params: object = {}) => serial.handle(`serial.${method}`, { ...params }, deviceOf);
  const { handle } = (await ask("open", { port: "A1", baudRate: 115_200 })) as { handle: string };
  const text = (value: string) => Buffer.from(value).toString("base64");
  return {
    board,
    serial,
    ask,
    handle,
    write: (value: string) => ask("write", { handle, data: text(value) }),
    async read(length = 100) {
      const { data } = (await ask("read", { handle, length, timeoutMs: 10_000 })) as { data: string };
      return Buffer.from(data, "base64").toString();
    },
    give: (device: Device | undefined) => {
      own = device;
    },
  };
}

describe.skipIf(skip)("createPluginSerial", () => {
  it("finds the line of a device, moves bytes both ways, and keeps what was not read yet", async () => {
    const { write, read, serial } = await openBench();
    expect(await write("hello")).toEqual({ bytesWritten: 5 });
    expect(await read(2)).toBe("HE");
    expect(await read()).toBe("LLO");
    serial.close();
  });

  it("closes a line whose device was pulled: what waits on it is told at once, and so is whoever comes later", async () => {
    const { board, read, write, ask, handle } = await openBench();
    const waiting = read().catch((error: unknown) => error);
    await board.unplug();
    expect(await waiting).toMatchObject({ code: "usb_unavailable" });
    await expect(write("x")).rejects.toMatchObject({ code: "usb_unavailable" });
    await expect(ask("close", { handle })).rejects.toMatchObject({ code: "usb_unavailable" });
  });

  it("serves a line only while the plugin has that very device", async () => {
    const { write, give, serial } = await openBench();
    give(makeDevice({ address: 9 }));
    await expect(write("x")).rejects.toMatchObject({ code: "usb_unavailable", message: expect.stringContaining("A1") });
    give(undefined);
    await expect(write("x")).rejects.toMatchObject({ code: "permission_denied" });
    serial.close();
  });

  it("opens sixteen lines and no more, however many are asked for at once", async () => {
    const { ask, serial } = await openBench();
    const asked = await Promise.allSettled(Array.from({ length: 60 }, () => ask("open", { port: "A1" })));
    expect(asked.filter(({ status }) => status === "fulfilled")).toHaveLength(15);
    expect(asked.find(({ status }) => status === "rejected")).toMatchObject({ reason: { code: "call_limit" } });
    serial.close();
  });

  it("takes no handle that it did not give, and no object where text belongs", async () => {
    const { ask, serial } = await openBench();
    for (const handle of ["line-2", "line-99", "", 1, { toString: 1 }, "__proto__"])
      await expect(ask("read", { handle, length: 1 })).rejects.toMatchObject({ code: "message_invalid" });
    serial.close();
  });
});
