import { existsSync } from "node:fs";
import { join } from "node:path";
import { ForgeError } from "@plugsmith/schemas";
import type { Command } from "commander";
import type { Plugboard } from "../forge/plugboard.ts";
import type { Outcome } from "../outcome.ts";
import { runVerb } from "../run-verb.ts";
import { findWorkFolder } from "./find-work-folder.ts";
import { parseDevice, parsePortPath } from "./parse-device.ts";

/** Does something with the plugboard of a bench that another process runs. */
async function withPlugboard(work: unknown, use: (board: Plugboard) => Promise<void>): Promise<string> {
  const { connectSimulated, connectUsbBench } = await import("../forge/plugboard.ts");
  const folder = findWorkFolder(work);
  const bus = join(folder, "usb.sock");
  const board = existsSync(bus) ? await connectUsbBench(bus) : connectSimulated(join(folder, "agent.sock"));
  try {
    await use(board);
    return board.kind;
  } catch (cause) {
    const refusal = /^fake-usb: (.{1,200})$/.exec(cause instanceof Error ? cause.message : "")?.[1];
    if (!refusal) throw cause;
    throw new ForgeError("input_invalid", {
      message: `The bench refuses: ${refusal}.`,
      hint: "plugsmith agent status shows what is plugged in, and where.",
      cause,
    });
  } finally {
    board.close();
  }
}

const done = (message: string, facts: Record<string, unknown>): Outcome => ({
  status: "success",
  code: "ok",
  message,
  facts,
  text: `${message}\nplugsmith agent status shows what the bench makes of it.`,
});

/** `plugsmith dev plug` and `dev unplug`: a hand at the bench of a running dev forge. */
export function registerPlug(dev: Command): void {
  const onBench = (command: Command) =>
    command.option("--work <folder>", "work folder that dev printed (default: the only one that runs)");
  onBench(
    dev
      .command("plug")
      .argument("<vid:pid>", "vendor and product id, for example 0403:6001")
      .option("--serial <serial>", "serial number", "DEV-01")
      .option("--port <path>", "port path on the bench", "1-2")
      .description("plug a device into the bench of the running dev forge"),
  ).action(
    runVerb(async ({ args: [ids], options }) => {
      const device = parseDevice(String(ids), String(options["port"]), String(options["serial"]));
      const kind = await withPlugboard(options["work"], (board) => board.attach(device));
      const { vendorId, productId, serial, port } = device;
      return done(`${vendorId}:${productId} ${serial} is plugged into port ${port} (${kind}).`, {
        device,
        hotplug: kind,
      });
    }),
  );
  onBench(
    dev
      .command("unplug")
      .argument("<port>", "port path, for example 1-2")
      .description("pull the device out of a port of the bench"),
  ).action(
    runVerb(async ({ args: [path], options }) => {
      const port = parsePortPath(String(path));
      const kind = await withPlugboard(options["work"], (board) => board.detach(port));
      return done(`Port ${port} is empty (${kind}).`, { port, hotplug: kind });
    }),
  );
}
