import { writeFileSync } from "node:fs";
import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { afterAll, expect, it } from "vitest";
import { startAgent } from "./agent.ts";
import { makeWebhookSignature } from "./hotplug/webhook-signature.ts";
import { makeFolderBench } from "./testing/spawn-agent.ts";

const key = "a shared key of at least thirty-two characters";
const bench = makeFolderBench();
const heard: string[] = [];
const service = createServer(async (request: IncomingMessage, response) => {
  const chunks: Buffer[] = [];
  for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk);
  const { id, method, params } = JSON.parse(Buffer.concat(chunks).toString());
  heard.push(method === "onUSBAttach" ? `${method} ${params.device.key}` : method);
  const result = method === "initialize" ? { protocol: 1 } : method === "call" ? { volts: 5 } : {};
  const body = JSON.stringify({ jsonrpc: "2.0", id, result });
  const now = String(Math.floor(Date.now() / 1000));
  const signature = makeWebhookSignature(Buffer.from(key), id, now, Buffer.from(body));
  response.writeHead(200, { "webhook-timestamp": now, "webhook-signature": signature });
  response.end(body);
});
afterAll(() => {
  service.closeAllConnections();
  service.close();
  bench.remove();
});

it("loads a plugin that is a service of its own for its device, calls it, and says goodbye to it", async (context) => {
  await new Promise<void>((resolve) => service.listen(0, "127.0.0.1", resolve));
  const { port } = service.address() as AddressInfo;
  const keyFile = join(bench.root, "service.key");
  writeFileSync(keyFile, key, { mode: 0o600 });
  bench.writePlugin("acme-meter", "1.0.0", "{}", {
    runtime: "webhook",
    entry: "service.json",
    methods: ["measure"],
    hooks: ["onUSBAttach", "onUnload"],
    permissions: {
      filesystem: [],
      network: { outbound: [{ host: "127.0.0.1", port }], inbound: false },
      usb: [{ vendorId: "0403", productId: "6001" }],
      memory: 64,
      queue: [],
    },
  });
  const target = { url: `http://127.0.0.1:${port}/hook`, keyFile };
  const attached = Promise.withResolvers<void>();
  const agent = await startAgent(
    { ...bench.config, plugins: { "acme-meter": { webhook: target } } },
    { onEvent: ({ type }) => type === "forge.device.attached" && attached.resolve() },
  );
  try {
    if (!agent.ready.loads || agent.ready.isolation !== "os") return context.skip("no operating-system boundary here");
    const device = { port: "1-2", vendorId: "0403", productId: "6001", serial: "S1" };
    await agent.request("simulate", { kind: "attach", device });
    await attached.promise;
    expect(await agent.request("call", { plugin: "acme-meter", method: "measure" })).toEqual({ volts: 5 });
  } finally {
    await agent.close();
  }
  expect(heard.filter((method) => method !== "ping")).toEqual(["initialize", "onUSBAttach S1", "call", "onUnload"]);
}, 60_000);
