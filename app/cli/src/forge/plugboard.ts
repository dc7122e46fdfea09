import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { connectAgent } from "@plugsmith/runner-agent";
import { plugsmithRoot } from "./release-files.ts";

export interface PluggedDevice {
  readonly port: string;
  readonly vendorId: string;
  readonly productId: string;
  readonly serial: string;
}

/** A hand that plugs devices in and out of the bench. */
export interface Plugboard {
  /** `usb-bench`: real udev events that the agent's USB library hears; `simulated`: told to the agent over its control socket. */
  readonly kind: "usb-bench" | "simulated";
  attach(device: PluggedDevice): Promise<void>;
  detach(port: string): Promise<void>;
  close(): void;
}

const tool = join(plugsmithRoot, "../shared/usb-bench/fake-usb");

/** Why the make-believe USB bus cannot be used here, or undefined when it can. Asked beside the forge's own servers, so it holds nobody up. */
export async function explainMissingUsbBench(): Promise<string | undefined> {
  if (process.platform !== "linux") return "needs Linux";
  if (!existsSync(tool)) return "the tool usb-bench is not beside the checkout";
  return new Promise((resolve) => {
    execFile("python3", [tool, "run", "--", "true"], { timeout: 10_000 }, (error) =>
      resolve(error ? "this machine allows no mount and network namespaces, or has no python3" : undefined),
    );
  });
}

/** Command line that runs a program under the make-believe USB bus; the ports given stay reachable. */
export function usbBenchCommand(
  socket: string,
  ports: readonly number[],
  program: readonly string[],
): { command: string; args: string[] } {
  const forwards = ports.flatMap((port) => ["--forward", String(port)]);
  return { command: "python3", args: [tool, "run", "--socket", socket, ...forwards, "--", ...program] };
}

interface FakeUsbClient {
  attach(
    id: string,
    options: { serial: string; port: string; manufacturer: string; product: string },
  ): Promise<unknown>;
  detach(port: string): Promise<unknown>;
  waitForListener(count?: number, timeoutMs?: number): Promise<void>;
  close(): void;
}

/** Connects to the make-believe bus of a running agent and waits until the agent listens. */
export async function connectUsbBench(socket: string): Promise<Plugboard> {
  const client = pathToFileURL(join(tool, "../client.mjs")).href;
  const { FakeUsb } = (await import(client)) as {
    FakeUsb: { connect(path: string, timeoutMs?: number): Promise<FakeUsbClient> };
  };
  const bus = await FakeUsb.connect(socket, 10_000);
  await bus.waitForListener(1, 15_000);
  return {
    kind: "usb-bench",
    attach: async ({ port, vendorId, productId, serial }) => {
      await bus.attach(`${vendorId}:${productId}`, { serial, port, manufacturer: "Plugsmith", product: "Demo board" });
    },
    detach: async (port) => void (await bus.detach(port)),
    close: () => bus.close(),
  };
}

/** Plugs by telling the agent, where no make-believe bus is possible. */
export function connectSimulated(controlSocket: string): Plugboard {
  const simulate = async (params: Record<string, unknown>) => {
    const agent = await connectAgent(controlSocket);
    try {
      await agent.request("simulate", params);
    } finally {
      agent.close();
    }
  };
  return {
    kind: "simulated",
    attach: (device) =>
      simulate({ kind: "attach", device: { ...device, manufacturer: "Plugsmith", product: "Demo board" } }),
    detach: (port) => simulate({ kind: "detach", device: { port } }),
    close: () => undefined,
  };
}
