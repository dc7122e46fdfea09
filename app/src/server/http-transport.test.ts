import { randomUUID } from "node:crypto";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { doorSecret, idlePayload, signBody, startTestDoor, type TestDoor } from "../testing/start-test-door.ts";

let door: TestDoor;
beforeAll(async () => {
  door = await startTestDoor();
});
afterAll(() => door.stop());

const text = (extra: object = {}) => JSON.stringify(idlePayload(extra));
const workedOn = (mark: string) => door.worked.filter((delivery) => delivery.payload["mark"] === mark).length;

describe("the webhook door", () => {
  it("takes a signed delivery at once, and a repetition under another id or event name changes nothing", async () => {
    const body = text({ mark: "once" });
    const id = randomUUID();
    expect(await door.post(body, { "x-github-delivery": id })).toMatchObject({ http: 202, status: "queued" });
    expect(await door.post(body, { "x-github-delivery": id })).toMatchObject({ http: 202, status: "duplicate" });
    expect(await door.post(body)).toMatchObject({ http: 202, status: "duplicate" });
    expect((await door.post(body, { "x-github-event": "issues" })).http).toBe(400);
    expect(await door.post(body, { "x-github-event": "star" })).toMatchObject({ http: 202, status: "ignored" });
    await door.queue.idle();
    expect(workedOn("once")).toBe(1);
  });

  it("works on a redelivery of one that failed, and not on one that succeeded", async () => {
    const body = text({ mark: "again" });
    const id = randomUUID();
    door.failing.on = true;
    await door.post(body, { "x-github-delivery": id });
    await door.queue.idle();
    door.failing.on = false;
    expect(await door.post(body, { "x-github-delivery": id })).toMatchObject({ status: "queued" });
    await door.queue.idle();
    expect(await door.post(body, { "x-github-delivery": id })).toMatchObject({ status: "duplicate" });
    await door.queue.idle();
    expect(workedOn("again")).toBe(1);
  });

  it("answers a delivery of no interest without keeping it", async () => {
    const size = door.queue.size;
    expect(await door.post('{"zen":"x"}', { "x-github-event": "ping" })).toMatchObject({
      http: 202,
      status: "ignored",
    });
    expect(door.queue.size).toBe(size);
  });

  const repository = { id: 7, name: "forge" };
  it.each([
    ["no signature", text(), { "x-hub-signature-256": "" }, 401],
    ["a wrong signature", text(), { "x-hub-signature-256": signBody("[]") }, 401],
    ["a signature by another secret", text(), { "x-hub-signature-256": signBody(text(), "other-secret") }, 401],
    ["an old SHA-1 signature", text(), { "x-hub-signature-256": "sha1=00" }, 401],
    ["a signature in upper case", text(), { "x-hub-signature-256": signBody(text()).toUpperCase() }, 401],
    ["a short signature", text(), { "x-hub-signature-256": signBody(text()).slice(0, -2) }, 401],
    ["a form", text(), { "content-type": "application/x-www-form-urlencoded" }, 415],
    ["another charset", text(), { "content-type": "application/json; charset=utf-16" }, 415],
    ["a compressed body", text(), { "content-encoding": "gzip" }, 415],
    ["no delivery id", text(), { "x-github-delivery": "" }, 400],
    ["a delivery id that is no UUID", text(), { "x-github-delivery": "12345678" }, 400],
    ["an odd event name", text(), { "x-github-event": "__proto__" }, 400],
    ["an event name of another alphabet", text(), { "x-github-event": "issue_comm\u00e9nt" }, 400],
    ["a string as body", '"x"', {}, 400],
    ["a number as body", "7", {}, 400],
    ["null as body", "null", {}, 400],
    ["a list as body", "[]", {}, 400],
    ["an empty body", "", {}, 400],
    ["broken JSON", "{", {}, 400],
    ["two JSON values", `${text()}${text()}`, {}, 400],
    ["a payload of another event", text(), { "x-github-event": "push" }, 400],
    ["no repository", text({ repository: undefined }), {}, 400],
    ["a repository without id", text({ repository: { ...repository, id: 0 } }), {}, 400],
    ["a repository with a huge id", text().replace('"id":7', '"id":1e400'), {}, 400],
    ["a repository with a broken id", text({ repository: { ...repository, id: 7.5 } }), {}, 400],
    ["an installation without id", text({ installation: {} }), {}, 400],
    ["a prototype instead of members", '{"__proto__":{"action":"created","issue":{},"comment":{}}}', {}, 400],
    ["deep nesting", `{"a":${"[".repeat(5000)}${"]".repeat(5000)}}`, {}, 400],
    ["deep nesting that never ends", "[".repeat(100_000), {}, 400],
  ])("refuses %s with a short JSON body", async (_, body, headers, status) => {
    const answer = await door.post(body, headers);
    expect(answer).toMatchObject({ http: status, code: "delivery_refused" });
    expect(answer.message).toMatch(/^[A-Z].{5,300}\.$/u);
    expect(answer.hint).toBeTruthy();
    expect(JSON.stringify(answer)).not.toContain(doorSecret);
  });

  it("refuses bytes that are no UTF-8", async () => {
    const body = new Uint8Array([...Buffer.from('{"a":"'), 0xc3, 0x28, 0xed, 0xa0, 0x80, ...Buffer.from('"}')]);
    expect((await door.post(body)).http).toBe(400);
  });

  it("takes what is odd and harmless: duplicate keys, prototype keys, lone surrogates, a BOM-free unknown member", async () => {
    const odd = text({ mark: "odd" }).replace(
      '"action"',
      '"__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}},"x":"\\ud800","action":"deleted","action"',
    );
    expect((await door.post(odd)).http).toBe(202);
    await door.queue.idle();
    expect(workedOn("odd")).toBe(1);
    expect(({} as Record<string, unknown>)["polluted"]).toBeUndefined();
  });

  it("limits each event's body, before reading what is declared and while reading what is not", async () => {
    const large = { "x-github-event": "issues" };
    const declared = await door.post("x".repeat(2 * 1024 * 1024), large);
    expect(declared).toMatchObject({ http: 413, code: "delivery_refused" });
    const push = JSON.stringify({ ref: "refs/heads/main", repository, pad: "x".repeat(2 * 1024 * 1024) });
    expect((await door.post(push, { "x-github-event": "push" })).http).toBe(202);
    const stream = new ReadableStream<Uint8Array>({
      pull: (controller) => controller.enqueue(new Uint8Array(256 * 1024)),
    });
    const chunked = await fetch(`${door.base}/api/github/webhooks`, {
      method: "POST",
      body: stream,
      duplex: "half",
      headers: {
        "content-type": "application/json",
        "x-github-delivery": randomUUID(),
        "x-github-event": "issues",
        "x-hub-signature-256": signBody("x"),
      },
    } as RequestInit).catch((error: unknown) => error);
    // The server stops reading in the middle; the client may see that before it sees the answer.
    expect(chunked instanceof Response ? chunked.status : 413).toBe(413);
    expect((await fetch(`${door.base}/healthz`)).status).toBe(200);
  });

  it("answers unknown paths and methods, and tells nothing of what failed inside", async () => {
    expect((await fetch(`${door.base}/nothing`)).status).toBe(404);
    const wrong = await fetch(`${door.base}/api/github/webhooks`);
    expect([wrong.status, wrong.headers.get("allow")]).toEqual([405, "POST"]);
    const newer = { "plugsmith-protocol": "99" };
    const early = await fetch(`${door.base}/api/v1/bench/events`, { method: "POST", body: "{}", headers: newer });
    expect(early.status).toBe(426);
    const bench = await fetch(`${door.base}/api/v1/bench/events`, { method: "POST", body: "{}" });
    expect(bench.status).toBe(500);
    expect(await bench.text()).not.toContain("secret detail");
    expect((await fetch(`${door.base}/healthz`)).status).toBe(200);
    expect(await (await fetch(`${door.base}/metrics`)).text()).toContain("forge_deliveries_total");
  });

  it("survives any signed JSON under any event name", async () => {
    const names = ["issues", "issue_comment", "pull_request", "pull_request_review", "workflow_run", "push", "star"];
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...names), fc.json({ maxDepth: 8 }), async (name, body) => {
        expect([202, 400]).toContain((await door.post(body, { "x-github-event": name })).http);
      }),
      { numRuns: 60 },
    );
  });
});
