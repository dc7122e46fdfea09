import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { fetchForPlugin } from "../broker/plugin-fetch-transport.ts";
import { createFakeClock } from "../fake-clock.ts";
import { checkWebhookSignature, makeWebhookSignature } from "../hotplug/webhook-signature.ts";
import { noPermissions } from "../testing/make-facts.ts";
import { startWebhookPlugin } from "./start-webhook-plugin.ts";

const key = Buffer.from("a shared key of at least thirty-two characters");
type Answer = (method: string, params: Record<string, unknown>) => object | undefined;

/** A service as a person would write one; `forge` changes what it sends back. */
let answer: Answer = () => ({});
let tamper: (body: string) => string = (body) => body;
let status = 200;
const clock = createFakeClock(Date.now());
const server = createServer(async (request: IncomingMessage, response) => {
  const chunks: Buffer[] = [];
  for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk);
  const body = Buffer.concat(chunks);
  const text = (name: string) => String(request.headers[name]);
  const [timestamp, signature] = [text("webhook-timestamp"), text("webhook-signature")];
  const id = checkWebhookSignature(key, { id: text("webhook-id"), timestamp, signature }, body, clock.now());
  const { method, params } = JSON.parse(body.toString()) as { method: string; params: Record<string, unknown> };
  const said = answer(method, params);
  if (said === undefined) return;
  const reply = JSON.stringify({ jsonrpc: "2.0", id, ...said });
  const now = String(Math.floor(clock.now() / 1000));
  response.writeHead(status, {
    "webhook-timestamp": now,
    "webhook-signature": makeWebhookSignature(key, id, now, Buffer.from(reply)),
  });
  response.end(tamper(reply));
});
let port = 0;
beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  ({ port } = server.address() as AddressInfo);
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});

function open(allowed = true) {
  status = 200;
  tamper = (body) => body;
  const outbound = allowed ? [{ host: "127.0.0.1", port }] : [];
  return startWebhookPlugin(
    {
      folder: "/none",
      entry: "service.json",
      runtime: "webhook",
      plugin: { name: "acme-meter", version: "1.0.0" },
      config: { unit: "volts" },
      permissions: { ...noPermissions, network: { outbound, inbound: false } },
      confinement: { level: "os", tool: "bwrap" },
      broker: { handle: async () => null },
    },
    { clock, fetch: fetchForPlugin, target: { url: `http://127.0.0.1:${port}/`, keyFile: "/key" }, readKey: () => key },
  );
}
const options = { timeoutMs: 60_000 };

describe("a webhook plugin", () => {
  it("is initialized, called and told of events by signed requests, and its signed answers count", async () => {
    const heard: unknown[] = [];
    answer = (method, params) => {
      heard.push([method, params["method"] ?? params["event"] ?? params["config"] ?? null]);
      if (method === "initialize") return { result: { protocol: 1, hooks: ["onLoad"], methods: ["measure", 7] } };
      return { result: method === "call" ? { volts: 5 } : {} };
    };
    const plugin = await open();
    expect(await plugin.initialize()).toEqual({
      protocol: 1,
      runtime: "webhook",
      hooks: ["onLoad"],
      methods: ["measure"],
    });
    expect(await plugin.call("measure", {}, options)).toEqual({ volts: 5 });
    await plugin.hook("onLoad", {}, options);
    await plugin.publish("measured", {});
    expect(heard).toEqual([
      ["initialize", { unit: "volts" }],
      ["call", "measure"],
      ["onLoad", null],
      ["event", "measured"],
    ]);
    expect(await plugin.stop()).toEqual({ code: 0, signal: null });
    await expect(plugin.call("measure", {}, options)).rejects.toMatchObject({ code: "plugin_not_ready" });
  });

  it("fails with the service's own code, and never takes an answer that it did not sign", async () => {
    const plugin = await open();
    answer = () => ({ error: { message: "the probe is wet", data: { code: "call_failed" } } });
    await expect(plugin.call("measure", {}, options)).rejects.toMatchObject({
      code: "call_failed",
      message: "the probe is wet",
    });
    answer = () => ({ result: 5 });
    tamper = (body) => body.replace("5", "6");
    await expect(plugin.call("measure", {}, options)).rejects.toMatchObject({ code: "signature_invalid" });
    tamper = (body) => body;
    status = 500;
    await expect(plugin.call("measure", {}, options)).rejects.toThrow(/answered 500/);
    await plugin.stop();
  });

  it("is not reached where its signed manifest does not allow, nor when the protocol is another", async () => {
    answer = () => ({ result: { protocol: 9 } });
    await expect((await open(false)).initialize()).rejects.toMatchObject({ code: "permission_denied" });
    await expect((await open()).initialize()).rejects.toMatchObject({ code: "load_failed" });
  });

  it("ends a call at its deadline, or when the caller gives up", async () => {
    const plugin = await open();
    answer = () => undefined;
    const late = plugin.call("measure", {}, { timeoutMs: 1_000 });
    await Promise.all([expect(late).rejects.toMatchObject({ code: "call_timeout" }), clock.advance(1_000)]);
    const stop = new AbortController();
    const call = plugin.call("measure", {}, { ...options, signal: stop.signal });
    stop.abort();
    await expect(call).rejects.toMatchObject({ code: "call_cancelled" });
    await plugin.stop();
  });

  it("counts as crashed when its service does not answer three looks in a row", async () => {
    answer = () => ({ result: { protocol: 1 } });
    const plugin = await open();
    await plugin.initialize();
    status = 503;
    let over = false;
    void plugin.exited.then(() => {
      over = true;
    });
    for (let turn = 0; turn < 200 && !over; turn += 1) {
      await clock.advance(10_000);
      // The answer of a real server, whenever it comes.
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
    expect(await plugin.exited).toMatchObject({ code: 1, reason: expect.stringContaining("did not answer 3 times") });
  });
});
