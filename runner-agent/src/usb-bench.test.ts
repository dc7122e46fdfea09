import { describe, expect, it } from "vitest";
import { explainNoUsbBench, openUsbBench } from "./testing/usb-bench.ts";

const code = `
  let devices = [];
  export function onUSBAttach(ctx, device) { devices.push(device.key); }
  export function onUSBDetach(ctx, device) { devices = devices.filter((key) => key !== device.key); }
  export const methods = {
    identify: () => devices,
    poke: (args, ctx) => ctx.usb.controlTransferIn(args.key, { requestType: "vendor", recipient: "device", request: 1, value: 0, index: 0 }, 8),
  };`;

const skip = explainNoUsbBench();
if (skip) console.warn(`SKIPPED: real usb@3 events in the agent: ${skip}`);

describe.skipIf(skip)("agent with real usb@3 events", () => {
  it("serves real hotplug: identical devices, hubs, missed events, a pull, and a clear error where open is refused", async () => {
    const bench = await openUsbBench({ attach: ["0403:6001,EARLY"] });
    bench.writePlugin("acme-meter", "1.0.0", code, {
      methods: ["identify", "poke"],
      hooks: ["onUSBAttach", "onUSBDetach"],
    });
    const { agent, bus, client, told, close } = await bench.start();
    try {
      const served = async () =>
        ((await client.request("call", { plugin: "acme-meter", method: "identify" })) as string[]).sort();
      const attachedKey = (key: string) => told("attached", key);
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
      await told("detached", "SILENT");
      await bus.attach("05e3:0608", { port: "1-7", deviceClass: 9 });
      await bus.attach("1a86:7523", { port: "1-7.1", serial: "X" });
      const unknown = await agent.waitFor(({ type }) => type === "forge.device.unknown", 0, 60_000);
      expect(unknown["device"]).toMatchObject({ port: "1-7.1", key: "1-7.1", serial: null });
      await expect(
        client.request("call", { plugin: "acme-meter", method: "poke", args: { key: "1-4" } }),
      ).rejects.toThrow(/cannot be opened/);
      await bus.detach("1-4");
      await told("detached", "1-4");
      expect(await served()).toEqual(["1-5", "EARLY"]);
    } finally {
      await close();
    }
  }, 120_000);
});
