import type { Observed, Probe } from "@plugsmith/action-kit/probe";
import type { PluginManifest } from "@plugsmith/schemas";
import { expect, it } from "vitest";
import { checkBenchEvents } from "./check-bench-events.ts";

const manifest = (changes: object = {}) =>
  ({
    hooks: ["onLoad", "onUSBAttach", "onUSBDetach"],
    permissions: { usb: [{ vendorId: 0x2341, productId: 0x43 }] },
    events: { publishes: [{ name: "thermo.read" }] },
    ...changes,
  }) as unknown as PluginManifest;

/** A plugin in memory: what each hook publishes, or the error it gives. */
const probe = (hooks: Record<string, readonly string[] | Error>) =>
  ({
    process: { hook: async (name: string) => name },
    observe: async (work: () => Promise<unknown>): Promise<Observed> => {
      const said = hooks[String(await work())] ?? [];
      return said instanceof Error
        ? { answer: { ok: false, error: said }, emitted: [], requests: [] }
        : { answer: { ok: true, value: null }, emitted: said.map((event) => ({ event, data: {} })), requests: [] };
    },
  }) as unknown as Probe;

it("passes a plugin that publishes what it declares when a device comes or goes", async () => {
  const checks = await checkBenchEvents(probe({ onUSBAttach: [], onUSBDetach: ["thermo.read"] }), manifest());
  expect(checks).toMatchObject([{ check: "device", status: "passed" }]);
});

it("fails one that throws, and one that declares events and stays silent", async () => {
  const [thrown] = await checkBenchEvents(probe({ onUSBAttach: new Error("no port"), onUSBDetach: ["x"] }), manifest());
  expect(thrown).toMatchObject({ status: "failed", detail: expect.stringContaining("onUSBAttach: no port") });
  const [silent] = await checkBenchEvents(probe({}), manifest());
  expect(silent).toMatchObject({
    status: "failed",
    detail: expect.stringContaining("neither attaching nor detaching"),
  });
});

it("leaves out plugins that wait for no device", async () => {
  const [check] = await checkBenchEvents(probe({}), manifest({ permissions: { usb: [] } }));
  expect(check).toMatchObject({ status: "not_applicable" });
});
