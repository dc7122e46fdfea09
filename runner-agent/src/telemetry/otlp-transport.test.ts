import { writeFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { createFakeClock } from "../fake-clock.ts";
import { useTemporaryFolders } from "../testing/temporary-folder.ts";
import { createOtlpTraces } from "./otlp-transport.ts";
import type { Span } from "./span.ts";

interface Body {
  resourceSpans: { scopeSpans: { spans: { name: string }[] }[] }[];
}
const received: { path: string; key: string; names: string[] }[] = [];
let status = 200;
const server = createServer((request, response) => {
  let text = "";
  request.on("data", (chunk: Buffer) => {
    text += chunk.toString();
  });
  request.on("end", () => {
    const spans = (JSON.parse(text) as Body).resourceSpans[0]?.scopeSpans[0]?.spans ?? [];
    if (status < 300)
      received.push({
        path: request.url ?? "",
        key: String(request.headers["x-key"]),
        names: spans.map(({ name }) => name),
      });
    response.writeHead(status).end();
  });
});
await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
afterAll(() => server.close());

const span = (name: string): Span => ({ name, startMs: 0, endMs: 1, attributes: {} });

describe("createOtlpTraces", () => {
  const makeFolder = useTemporaryFolders();

  function open(more: object = {}) {
    received.length = 0;
    status = 200;
    const clock = createFakeClock();
    const said: string[] = [];
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
    const resource = { bench: "lab-1", repository: "acme/forge", version: "0.1.0" };
    const traces = createOtlpTraces({ ...resource, url, clock, fetch, log: (text) => void said.push(text), ...more });
    return { clock, traces, said };
  }

  it("sends what came together, with the collector's headers", async () => {
    const headersFile = join(makeFolder(), "headers");
    writeFileSync(headersFile, "x-key: secret\n\n");
    const { traces } = open({ headersFile });
    traces.record(span("one"));
    traces.record(span("two"));
    await traces.end(10_000);
    expect(received).toEqual([{ path: "/v1/traces", key: "secret", names: ["one", "two"] }]);
    expect(traces.status()).toEqual({ sent: 2, dropped: 0 });
  });

  it("keeps spans while the collector is away, says so once, and drops the oldest rather than grow", async () => {
    const { clock, traces, said } = open();
    status = 503;
    for (let count = 0; count < 2_050; count += 1) traces.record(span(`${count}`));
    // The answer of a real server, whenever it comes.
    while (traces.status().lastError === undefined) await new Promise((resolve) => setTimeout(resolve, 5));
    expect(traces.status()).toMatchObject({ sent: 0, dropped: 2, lastError: expect.stringContaining("503") });
    await clock.advance(5_000);
    expect(said).toHaveLength(1);
    status = 200;
    await traces.end(10_000);
    await traces.end(10_000);
    const names = received.flatMap((one) => one.names);
    expect(names).toHaveLength(2_048);
    expect(names[0]).toBe("2");
  });

  it("ends at once when there is nothing to send", async () => {
    const { traces } = open();
    await traces.end(10_000);
    expect(received).toEqual([]);
  });
});
