import { createHmac, randomUUID } from "node:crypto";
import { readFileSync } from "node:fs";
import type { AddressInfo } from "node:net";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { parseHint } from "../hints/parse-hint.ts";
import { createDeliveryQueue } from "./delivery-queue.ts";
import { createHttpServer } from "./http-transport.ts";
import { createMetrics } from "./metrics.ts";
import type { Delivery } from "./parse-delivery.ts";

const secret = "a-long-secret";
const worked: Delivery[] = [];
let failing = false;
const queue = createDeliveryQueue(async (delivery) => {
  if (failing) throw new Error("down");
  worked.push(delivery);
});
const metrics = createMetrics(() => queue.size);
const server = createHttpServer({
  webhookSecret: secret,
  queue,
  metrics,
  isReady: () => true,
  handleBench: async () => {
    throw new Error("secret detail");
  },
});
let base = "";
beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});

const sign = (body: string) => `sha256=${createHmac("sha256", secret).update(body).digest("hex")}`;
async function post(body: string, headers: Record<string, string> = {}): Promise<number> {
  const response = await fetch(`${base}/api/github/webhooks`, {
    method: "POST",
    body,
    headers: {
      "content-type": "application/json",
      "x-github-delivery": randomUUID(),
      "x-github-event": "ping",
      "x-hub-signature-256": sign(body),
      ...headers,
    },
  });
  await response.text();
  return response.status;
}

describe("the webhook door", () => {
  it("takes a signed delivery at once and works on it once", async () => {
    const body = JSON.stringify({ zen: "once" });
    const id = randomUUID();
    expect(await post(body, { "x-github-delivery": id })).toBe(202);
    expect(await post(body, { "x-github-delivery": id })).toBe(202);
    expect(await post(body)).toBe(202);
    await queue.drain();
    expect(worked.filter((delivery) => delivery.payload["zen"] === "once")).toHaveLength(1);
  });

  it("works on a redelivery of one that failed", async () => {
    const body = JSON.stringify({ zen: "again" });
    failing = true;
    await post(body);
    await queue.drain();
    failing = false;
    await post(body);
    await queue.drain();
    expect(worked.filter((delivery) => delivery.payload["zen"] === "again")).toHaveLength(1);
  });

  it.each([
    ["no signature", "{}", { "x-hub-signature-256": "" }, 401],
    ["a wrong signature", "{}", { "x-hub-signature-256": sign("[]") }, 401],
    ["an old SHA-1 signature", "{}", { "x-hub-signature-256": "sha1=00" }, 401],
    ["a form", "{}", { "content-type": "application/x-www-form-urlencoded" }, 415],
    ["no delivery id", "{}", { "x-github-delivery": "" }, 400],
    ["an odd event name", "{}", { "x-github-event": "__proto__" }, 400],
    ["a string as body", '"x"', {}, 400],
    ["a number as body", "7", {}, 400],
    ["broken JSON", "{", {}, 400],
    ["a payload of another event", JSON.stringify({ zen: "x" }), { "x-github-event": "issues" }, 400],
  ])("refuses %s", async (_, body, headers, status) => {
    expect(await post(body, headers)).toBe(status);
  });

  it("refuses a large body before reading it", async () => {
    expect(await post("x".repeat(6 * 1024 * 1024)).catch(() => 413)).toBe(413);
  });

  it("answers unknown paths and methods, and tells nothing of what failed inside", async () => {
    expect((await fetch(`${base}/nothing`)).status).toBe(404);
    expect((await fetch(`${base}/api/github/webhooks`)).status).toBe(405);
    const bench = await fetch(`${base}/api/v1/bench/events`, { method: "POST", body: "{}" });
    expect(bench.status).toBe(500);
    expect(await bench.text()).not.toContain("secret detail");
    expect((await fetch(`${base}/healthz`)).status).toBe(200);
    expect(await (await fetch(`${base}/metrics`)).text()).toContain("forge_deliveries_total");
  });

  it("survives any signed JSON under any event name", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom("issues", "issue_comment", "pull_request", "pull_request_review", "workflow_run", "push"),
        fc.json(),
        async (name, body) => {
          expect([202, 400]).toContain(await post(body, { "x-github-event": name }));
        },
      ),
      { numRuns: 40 },
    );
  });
});

describe("parseHint", () => {
  interface Example {
    readonly name: string;
    readonly examples: readonly Record<string, unknown>[];
  }
  const corpus = JSON.parse(
    readFileSync("node_modules/@octokit/webhooks-examples/api.github.com/index.json", "utf8"),
  ) as Example[];

  it("reads every example payload of GitHub without an error", () => {
    const kinds = corpus.flatMap(({ name, examples }) =>
      examples.map((payload) => parseHint({ id: "d", name, payload }, "plugsmith[bot]")?.subject.kind ?? "none"),
    );
    expect(kinds.length).toBeGreaterThan(300);
    expect(kinds.filter((kind) => kind === "thread").length).toBeGreaterThan(5);
  });

  it("never throws on mutated payloads", () => {
    const payloads = corpus.flatMap(({ name, examples }) => examples.map((payload) => ({ name, payload })));
    fc.assert(
      fc.property(fc.constantFrom(...payloads), fc.nat(), fc.anything(), ({ name, payload }, at, value) => {
        const keys = Object.keys(payload);
        const key = keys[at % Math.max(1, keys.length)] ?? "action";
        parseHint({ id: "d", name, payload: { ...payload, [key]: value } }, "plugsmith[bot]");
      }),
      { numRuns: 500 },
    );
  });
});
