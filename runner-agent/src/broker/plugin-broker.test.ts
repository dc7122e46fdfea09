import { ForgeError } from "@plugsmith/schemas";
import { makeManifest } from "@plugsmith/trust/testing";
import { describe, expect, it } from "vitest";
import { makeDevice, noPermissions } from "../testing/make-facts.ts";
import { type BrokerPorts, createPluginBroker } from "./plugin-broker.ts";

const signal = new AbortController().signal;
const manifest = makeManifest({
  permissions: {
    ...noPermissions,
    usb: [{ vendorId: "0403", productId: "6001" }],
    network: { outbound: [{ host: "a.test", port: 443 }], inbound: false },
  },
  dependencies: [{ name: "acme-lamp", range: "^1.0.0" }],
});

function makeBroker(change: Partial<BrokerPorts> = {}) {
  const asked: string[] = [];
  const broker = createPluginBroker(manifest, {
    files: { handle: async (method) => void asked.push(method) },
    fetch: async ({ url }) => {
      asked.push(url.href);
      return { status: 200, statusText: "", headers: {}, data: "" };
    },
    usb: {
      handle: async (method, _params, device) => void asked.push(`${method} ${device.key}`),
      release: async () => {},
      close: async () => {},
    },
    serial: {
      handle: async (_method, params, deviceOf) => void asked.push(`serial ${deviceOf(params["port"]).key}`),
      close: () => {},
    },
    devices: () => [makeDevice()],
    callPlugin: async (...call) => void asked.push(call.join(" ")),
    ...change,
  });
  return { asked, ask: (method: string, params = {}) => broker.handle(method, params, signal) };
}

describe("createPluginBroker", () => {
  it("lets through what the manifest names", async () => {
    const { ask, asked } = makeBroker();
    await ask("fs.readFile", { path: "a" });
    await ask("fetch", { url: "https://a.test/x" });
    await ask("usb.transferIn", { device: "A1" });
    await ask("usb.transferIn", { device: "1-2" });
    await ask("serial.open", { port: "A1" });
    await ask("call", { plugin: "acme-lamp", method: "on", args: 1 });
    expect(asked).toEqual([
      "fs.readFile",
      "https://a.test/x",
      "usb.transferIn A1",
      "usb.transferIn A1",
      "serial A1",
      "acme-lamp on 1",
    ]);
  });

  it("refuses devices that are not this plugin's, plugins it does not depend on, hosts it did not declare", async () => {
    const { ask, asked } = makeBroker({ devices: () => [makeDevice({ key: "B", vendorId: "9999" })] });
    const denied = { code: "permission_denied" };
    await expect(ask("usb.transferIn", { device: "A1" })).rejects.toMatchObject(denied);
    await expect(ask("usb.transferIn", { device: "B" })).rejects.toMatchObject(denied);
    await expect(ask("call", { plugin: "acme-door", method: "open" })).rejects.toMatchObject(denied);
    await expect(ask("fetch", { url: "https://b.test/" })).rejects.toMatchObject(denied);
    expect(asked).toEqual([]);
  });

  it("knows no other request", async () => {
    for (const method of ["process.exit", "constructor", "", "callx"])
      await expect(makeBroker().ask(method)).rejects.toMatchObject({ code: "method_unknown" });
  });

  it("limits open requests and frees them again, also after failures", async () => {
    const fail: (() => void)[] = [];
    const { ask } = makeBroker({
      fetch: () => new Promise((_resolve, reject) => fail.push(() => reject(new ForgeError("call_failed")))),
    });
    const open = Array.from({ length: 8 }, () => ask("fetch", { url: "https://a.test/" }).catch(() => "failed"));
    await expect(ask("fetch", { url: "https://a.test/" })).rejects.toMatchObject({ code: "call_limit" });
    for (const run of fail.splice(0)) run();
    await Promise.all(open);
    const next = ask("fetch", { url: "https://a.test/" }).catch((error) => error.code);
    fail[0]?.();
    expect(await next).toBe("call_failed");
  });
});
