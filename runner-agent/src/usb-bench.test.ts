import { execFileSync } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { describe, expect, it } from "vitest";
import { connectAgent } from "./control/agent-client-transport.ts";
import { agentMain, makeFolderBench, spawnAgent } from "./testing/spawn-agent.ts";

const tool = join(import.meta.dirname, "../../../shared/usb-bench/fake-usb");

function explainSkip(): string | undefined {
  if (!existsSync(tool)) return "the tool usb-bench is not beside the checkout";
  try {
    execFileSync("python3", [tool, "run", "--", "true"], { stdio: "ignore", timeout: 10_000 });
    return undefined;
  } catch {
    return "this machine allows no mount and network namespaces";
  }
}

interface FakeUsb {
  attach(
    id: string,
    options: { serial?: string; port?: string; deviceClass?: number; silent?: boolean },
  ): Promise<unknown>;
  detach(port: string, options?: { silent?: boolean }): Promise<unknown>;
  waitForListener(): Promise<void>;
  close(): void;
}

const code = `
  let devices = [];
  export function onUSBAttach(ctx, device) { devices.push(device.key); }
  export function onUSBDetach(ctx, device) { devices = devices.filter((key) => key !== device.key); }
  export const methods = {
    identify: () => devices,
    poke: (args, ctx) => ctx.usb.controlTransferIn(args.key, { requestType: "vendor", recipient: "device", request: 1, value: 0, index: 0 }, 8),
  };`;

const skip = explainSkip();
if (skip) console.warn(`SKIPPED: real usb@3 events in the agent: ${skip}`);

describe.skipIf(skip)("agent with real usb@3 events", () => {
  it("serves real hotplug: identical devices, hubs, missed events, a pull, and a clear error where open is refused", async () => {
    const bench = makeFolderBench({ sources: { usb: true, registry: false, folder: "" } });
    const { root } = bench;
    const config = { ...bench.config, sources: { usb: true, registry: false, folder: join(root, "plugins") } };
    const { writeFileSync } = await import("node:fs");
    writeFileSync(bench.configFile, JSON.stringify(config));
    bench.writePlugin("acme-meter", "1.0.0", code, {
      methods: ["identify", "poke"],
      hooks: ["onUSBAttach", "onUSBDetach"],
    });
    const usbSocket = join(root, "usb.sock");
    const agent = spawnAgent("python3", [
      ...[tool, "run", "--socket", usbSocket, "--attach", "0403:6001,EARLY", "--"],
      ...[process.execPath, agentMain, "--config", bench.configFile],
    ]);
    try {
      await agent.waitFor(({ status }) => status === "ready");
      const { FakeUsb } = (await import(pathToFileURL(join(tool, "../client.mjs")).href)) as {
        FakeUsb: { connect(path: string): Promise<FakeUsb> };
      };
      const bus = await FakeUsb.connect(usbSocket);
      await bus.waitForListener();
      const client = await connectAgent(bench.socket);
      const served = async () =>
        ((await client.request("call", { plugin: "acme-meter", method: "identify" })) as string[]).sort();
      const attachedKey = (key: string) =>
        agent.waitFor(
          (line) => line["type"] === "forge.device.attached" && (line["device"] as { key: string }).key === key,
        );
      await attachedKey("EARLY");
      await bus.attach("0403:6001", { port: "1-4" });
      await attachedKey("1-4");
      await bus.attach("0403:6001", { port: "1-5", serial: "EARLY" });
      await attachedKey("1-5");
      expect(await served()).toEqual(["1-4", "1-5", "EARLY"]);
      // No event was sent for this one: the list that the agent makes every 1.5 s finds it.
      await bus.attach("0403:6001", { port: "1-6", serial: "SILENT", silent: true });
      await attachedKey("SILENT");
      await bus.detach("1-6", { silent: true });
      await agent.waitFor(
        (line) => line["type"] === "forge.device.detached" && (line["device"] as { key: string }).key === "SILENT",
      );
      await bus.attach("05e3:0608", { port: "1-7", deviceClass: 9 });
      await bus.attach("1a86:7523", { port: "1-7.1", serial: "X" });
      const unknown = await agent.waitFor(({ type }) => type === "forge.device.unknown");
      expect(unknown["device"]).toMatchObject({ port: "1-7.1", key: "1-7.1", serial: null });
      await expect(
        client.request("call", { plugin: "acme-meter", method: "poke", args: { key: "1-4" } }),
      ).rejects.toThrow(/cannot be opened/);
      await bus.detach("1-4");
      await agent.waitFor(
        (line) => line["type"] === "forge.device.detached" && (line["device"] as { key: string }).key === "1-4",
      );
      expect(await served()).toEqual(["1-5", "EARLY"]);
      client.close();
      bus.close();
    } finally {
      agent.child.kill("SIGTERM");
      await agent.exited;
      bench.remove();
    }
  });
});
