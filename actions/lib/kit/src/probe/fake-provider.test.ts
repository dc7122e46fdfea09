import type { Permissions } from "@plugsmith/schemas";
import { describe, expect, it } from "vitest";
import { fakeProvider } from "./fake-provider.ts";

const permissions: Permissions = {
  filesystem: [
    { path: "cache", mode: "rw" },
    { path: "rates.json", mode: "ro" },
  ],
  network: { outbound: [{ host: "api.example.test", port: 443 }], inbound: false },
  usb: [],
  memory: 64,
  queue: [],
};
const signal = AbortSignal.timeout(60_000);
const base64 = (text: string) => Buffer.from(text).toString("base64");

function open(changes: Partial<Permissions> = {}) {
  const provider = fakeProvider({ ...permissions, ...changes }, () => 1);
  const ask = (method: string, params: Record<string, unknown>) =>
    provider.handle(method, params, signal).then(
      (answer) => answer as Record<string, unknown>,
      (error: { code: string }) => error.code,
    );
  const get = (url: string) => ask("fetch", { url, method: "POST", headers: {}, data: base64('{"amount":5}') });
  return { provider, ask, get };
}

describe("fakeProvider", () => {
  it("answers an allowed host and keeps the request", async () => {
    const { provider, get } = open();
    const answer = (await get("https://api.example.test/v1/checkouts")) as { status: number; data: string };
    expect(answer.status).toBe(200);
    expect(JSON.parse(Buffer.from(answer.data, "base64").toString())).toMatchObject({ id: "checkout_1", amount: 5 });
    expect(provider.requests).toMatchObject([{ method: "POST", path: "/v1/checkouts", body: '{"amount":5}' }]);
    expect(provider.refusals).toEqual([]);
  });

  it.each([
    "https://evil.example.test/",
    "http://api.example.test/",
    "https://api.example.test:8443/",
    "https://api.example.test.evil.example/",
    "nonsense",
    "file:///etc/passwd",
  ])("refuses and records %s", async (url) => {
    const { provider, get } = open();
    expect(await get(url)).toBe("permission_denied");
    expect(provider.refusals).toHaveLength(1);
    expect(provider.requests).toEqual([]);
  });

  it("has moods that pass and moods that stay", async () => {
    const { provider, get } = open();
    const status = async () => {
      const answer = await get("https://api.example.test/v1/x");
      return typeof answer === "string" ? answer : answer["status"];
    };
    provider.behave(503, "network_error");
    expect([await status(), await status(), await status()]).toEqual([503, "call_failed", 200]);
    provider.always(402);
    expect([await status(), await status()]).toEqual([402, 402]);
    provider.always(null);
    expect(await status()).toBe(200);
  });

  it("keeps files where the manifest allows it", async () => {
    const { provider, ask } = open();
    await ask("fs.writeFile", { path: "cache/a", data: base64("x") });
    expect(await ask("fs.readFile", { path: "cache/a" })).toEqual({ data: base64("x") });
    expect(await ask("fs.list", { path: "cache" })).toMatchObject({ entries: [{ name: "a" }] });
    expect(await ask("fs.remove", { path: "cache/a" })).toEqual({});
    expect(await ask("fs.readFile", { path: "cache/a" })).toBe("call_failed");
    expect(provider.refusals).toEqual([]);
    for (const path of ["rates.json", "cache/../x", "other", "cached"]) {
      expect(await ask("fs.writeFile", { path, data: "" })).toBe("permission_denied");
    }
  });

  it("has USB only for plugins that ask for it, and nothing else at all", async () => {
    expect(await open().ask("usb.transferIn", { device: "1-2", length: 8 })).toBe("permission_denied");
    const usb = open({ usb: [{ vendorId: "1d6b", productId: "0104" }] });
    expect(await usb.ask("usb.transferIn", { device: "1-2", length: 3 })).toEqual({ data: base64("\0\0\0") });
    expect(await usb.ask("serial.open", {})).toBe("permission_denied");
    expect(await usb.ask("call", { plugin: "other" })).toBe("permission_denied");
  });
});
