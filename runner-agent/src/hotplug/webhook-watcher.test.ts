import { chmodSync, writeFileSync } from "node:fs";
import { createConnection } from "node:net";
import { join } from "node:path";
import type { HotplugEvent } from "@plugsmith/schemas";
import { afterEach, describe, expect, it } from "vitest";
import { createFakeClock } from "../fake-clock.ts";
import { useTemporaryFolders } from "../testing/temporary-folder.ts";
import type { HotplugSource } from "./hotplug-source.ts";
import { makeWebhookSignature } from "./webhook-signature.ts";
import { createWebhookWatcher } from "./webhook-watcher.ts";

const key = "k".repeat(32);
const board = { vendorId: "0403", productId: "6001", port: "rack-3" };

describe("createWebhookWatcher", () => {
  const makeFolder = useTemporaryFolders();
  const open: HotplugSource[] = [];
  afterEach(async () => {
    for (const one of open.splice(0)) await one.stop();
  });

  async function begin(seenBefore: readonly string[] = [], host = "127.0.0.1") {
    const keyFile = join(makeFolder(), "webhook.key");
    writeFileSync(keyFile, `${key}\n`, { mode: 0o600 });
    const clock = createFakeClock();
    const watcher = createWebhookWatcher({ host, port: 0, keyFile, clock, seenBefore, mostDevices: 4 });
    open.push(watcher);
    const events: HotplugEvent[] = [];
    await watcher.start((event) => void events.push(event));
    const url = watcher.status().address ?? "";
    let count = 0;
    const send = async (body: object | string, change: Record<string, string> = {}, init: RequestInit = {}) => {
      const text = typeof body === "string" ? body : JSON.stringify(body);
      const id = change["webhook-id"] ?? `delivery-${++count}`;
      const timestamp = change["webhook-timestamp"] ?? String(clock.now() / 1000);
      const response = await fetch(url, {
        method: "POST",
        body: text,
        headers: {
          "content-type": "application/json",
          "webhook-id": id,
          "webhook-timestamp": timestamp,
          "webhook-signature": makeWebhookSignature(Buffer.from(key), id, timestamp, Buffer.from(text)),
          ...change,
        },
        ...init,
      });
      return { status: response.status, body: (await response.json()) as Record<string, unknown> };
    };
    return { watcher, events, send, clock, keyFile, url };
  }

  it("turns signed deliveries into the one event, for devices, plugins and the registry", async () => {
    const { send, events, watcher } = await begin();
    expect(watcher.status()).toMatchObject({ state: "watching", message: expect.stringContaining("127.0.0.1") });
    expect(await send({ kind: "device_attached", device: { ...board, serial: "A1" } })).toEqual({
      status: 202,
      body: { id: "delivery-1", accepted: true },
    });
    await send({ kind: "plugin_changed", plugin: { name: "acme-meter" } });
    await send({ kind: "registry_changed" });
    await send({ kind: "device_detached", device: { port: "rack-3" } });
    expect(
      events.map(({ id, source, kind, device, plugin }) => [id, source, kind, device?.serial, plugin?.name]),
    ).toEqual([
      ["delivery-1", "webhook", "device_attached", "A1", undefined],
      ["delivery-2", "webhook", "plugin_changed", undefined, "acme-meter"],
      ["delivery-3", "webhook", "registry_changed", undefined, undefined],
      ["delivery-4", "webhook", "device_detached", "A1", undefined],
    ]);
  });

  it("does nothing for a delivery that it saw before, also before a restart", async () => {
    const { send, events } = await begin(["from-before"]);
    const again = { "webhook-id": "delivery-x" };
    expect((await send({ kind: "registry_changed" }, again)).status).toBe(202);
    expect(await send({ kind: "registry_changed" }, again)).toMatchObject({ status: 200, body: { accepted: false } });
    expect((await send({ kind: "registry_changed" }, { "webhook-id": "from-before" })).status).toBe(200);
    expect(events).toHaveLength(1);
  });

  it.each([
    ["without a signature", { "webhook-signature": "" }],
    ["with another's signature", { "webhook-signature": "v1,AAAA" }],
    ["with an old time", { "webhook-timestamp": "1500000000" }],
    ["with a time that is none", { "webhook-timestamp": "now" }],
    ["with an id that is none", { "webhook-id": "a b" }],
  ])("refuses a delivery %s, with a reason and no effect", async (_name, change) => {
    const { send, events } = await begin();
    const answer = await send({ kind: "registry_changed" }, change);
    expect(answer).toMatchObject({ status: 401, body: { code: "signature_invalid", hint: expect.any(String) } });
    expect(JSON.stringify(answer.body)).not.toContain(key);
    expect(events).toEqual([]);
  });

  it("refuses bytes that were changed after they were signed", async () => {
    const { send, events } = await begin();
    const signed = JSON.stringify({ kind: "registry_changed" });
    const timestamp = String(Date.UTC(2026, 0, 1) / 1000);
    const signature = makeWebhookSignature(Buffer.from(key), "delivery-1", timestamp, Buffer.from(signed));
    expect((await send(`${signed} `, { "webhook-id": "delivery-1", "webhook-signature": signature })).status).toBe(401);
    expect(
      (await send(signed, { "webhook-id": "delivery-1", "webhook-signature": `v1,zzzz ${signature}` })).status,
    ).toBe(202);
    expect(events).toHaveLength(1);
  });

  it.each([
    ["no JSON", "{"],
    ["no record", "[1]"],
    ["an unknown kind", { kind: "format_disk" }],
    ["a field too many", { kind: "registry_changed", run: "id" }],
    ["a device event without a device", { kind: "device_attached" }],
    ["a device without a port", { kind: "device_attached", device: { vendorId: "0403", productId: "6001" } }],
    ["ids that are none", { kind: "device_attached", device: { ...board, vendorId: "xyz" } }],
    ["a plugin name that is none", { kind: "plugin_changed", plugin: { name: "../../etc" } }],
  ])("refuses %s though it is signed, and the same id may be sent again", async (_name, body) => {
    const { send, events } = await begin();
    expect(await send(body, { "webhook-id": "delivery-1" })).toMatchObject({
      status: 400,
      body: { code: "message_invalid" },
    });
    expect(events).toEqual([]);
    expect((await send({ kind: "registry_changed" }, { "webhook-id": "delivery-1" })).status).toBe(202);
  });

  it("reads no more than 16 KiB, whatever the length header says", async () => {
    const { send, url } = await begin();
    expect(await send(`"${"x".repeat(20_000)}"`)).toMatchObject({ status: 413, body: { code: "message_too_large" } });
    const { port, hostname } = new URL(url);
    const answer = await new Promise<string>((resolve) => {
      const socket = createConnection(Number(port), hostname);
      let text = "";
      socket.on("data", (chunk) => {
        text += chunk;
      });
      socket.on("close", () => resolve(text));
      socket.on("error", () => resolve(text));
      socket.write(
        "POST /hotplug HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n",
      );
      for (let n = 0; n < 5; n += 1) socket.write(`2000\r\n${"y".repeat(0x2000)}\r\n`);
    });
    expect(answer).toMatch(/^HTTP\/1.1 413/);
  });

  it("answers other paths, methods and types without looking further", async () => {
    const { send, url } = await begin();
    expect((await fetch(url)).status).toBe(405);
    expect((await fetch(url.replace("/hotplug", "/"), { method: "POST" })).status).toBe(404);
    expect((await send({ kind: "registry_changed" }, { "content-type": "text/plain" })).status).toBe(415);
  });

  it("does not open its door without a private key, and says so; a key that goes bad later refuses deliveries", async () => {
    const bad = await begin();
    chmodSync(bad.keyFile, 0o644);
    const refused = await bad.send({ kind: "registry_changed" });
    expect(refused.status).toBe(503);
    expect(JSON.stringify(refused.body)).not.toContain(bad.keyFile);
    expect(bad.watcher.status()).toMatchObject({ state: "failing", message: expect.stringContaining("chmod 600") });
    chmodSync(bad.keyFile, 0o600);
    expect((await bad.send({ kind: "registry_changed" })).status).toBe(202);
    expect(bad.watcher.status().state).toBe("watching");
    const clock = createFakeClock();
    const missing = createWebhookWatcher({ host: "127.0.0.1", port: 0, keyFile: "/nowhere", clock, seenBefore: [] });
    await missing.start(() => {});
    expect(missing.status()).toMatchObject({ state: "failing" });
    expect(missing.status().address).toBeUndefined();
    await missing.stop();
    expect(clock.pending()).toBe(0);
  });

  it("tells of an attached device once, refuses one too many, and forgets none", async () => {
    const { send, events } = await begin();
    const attach = (port: string) => send({ kind: "device_attached", device: { ...board, port } });
    expect((await attach("rack-1")).status).toBe(202);
    await attach("rack-1");
    expect(events[0]?.device?.address).toBe(events[1]?.device?.address);
    for (let n = 2; n <= 4; n += 1) await attach(`rack-${n}`);
    expect(await attach("rack-5")).toMatchObject({ status: 429, body: { code: "call_limit" } });
    expect((await send({ kind: "device_detached", device: { port: "rack-999" } })).status).toBe(404);
    expect((await send({ kind: "device_detached", device: { port: "rack-1" } })).status).toBe(202);
    expect((await attach("rack-5")).status).toBe(202);
  });

  it("says loudly when it can be reached from outside", async () => {
    const { watcher } = await begin([], "0.0.0.0");
    expect(watcher.status().message).toContain("REACHED FROM OUTSIDE");
  });
});
