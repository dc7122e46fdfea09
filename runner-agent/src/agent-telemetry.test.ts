import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, expect, it } from "vitest";
import { startAgent } from "./agent.ts";
import { makeFolderBench } from "./testing/spawn-agent.ts";

interface Body {
  resourceSpans: { scopeSpans: { spans: { name: string; traceId: string; parentSpanId?: string }[] }[] }[];
}
const bench = makeFolderBench({ isolation: { allowUnsigned: true, require: "process" } });
const bodies: Body[] = [];
const collector = createServer(async (request, response) => {
  const chunks: Buffer[] = [];
  for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk);
  bodies.push(JSON.parse(Buffer.concat(chunks).toString()));
  response.end("{}");
});
afterAll(() => {
  collector.close();
  bench.remove();
});

it("tells a collector of the plugin's load and of a call in its caller's trace, at the latest when it ends", async () => {
  await new Promise<void>((resolve) => collector.listen(0, "127.0.0.1", resolve));
  const url = `http://127.0.0.1:${(collector.address() as AddressInfo).port}`;
  bench.writePlugin("acme-meter", "1.0.0", "export const methods = { identify: () => 1 };", { hooks: [] });
  const loaded = Promise.withResolvers<void>();
  const agent = await startAgent(
    { ...bench.config, telemetry: { url } },
    { onEvent: ({ type }) => type === "forge.plugin.loaded" && loaded.resolve() },
  );
  const device = { port: "1-2", vendorId: "0403", productId: "6001", serial: "S1" };
  await agent.request("simulate", { kind: "attach", device });
  await loaded.promise;
  const traceparent = `00-${"a".repeat(32)}-${"b".repeat(16)}-01`;
  await agent.request("call", { plugin: "acme-meter", method: "identify", traceparent });
  await agent.close();
  const spans = bodies.flatMap(({ resourceSpans }) => resourceSpans[0]?.scopeSpans[0]?.spans ?? []);
  expect(spans.map(({ name }) => name)).toEqual(expect.arrayContaining(["plugin.load", "plugin.call"]));
  expect(spans.find(({ name }) => name === "plugin.call")).toMatchObject({
    traceId: "a".repeat(32),
    parentSpanId: "b".repeat(16),
  });
}, 60_000);
