import { describe, expect, it } from "vitest";
import { createFakeClock } from "../fake-clock.ts";
import { createWakeStream } from "./wake-stream.ts";

/** A bot whose answers a test gives; every connection is kept until one side ends it. */
function openStream(random = 0.5) {
  const clock = createFakeClock();
  const counts = { woken: 0 };
  const said: string[] = [];
  const asked: { url: string; at: string; protocol: string | null; ended: boolean }[] = [];
  const state = { status: 200, type: "text/event-stream; charset=utf-8", down: false };
  let writer: ReadableStreamDefaultController<Uint8Array> | undefined;
  const stream = createWakeStream({
    clock,
    random: () => random,
    url: "https://forge.example/",
    sign: (at) => ({ payloadType: "t", payload: at, signatures: [] }),
    onWake: () => void (counts.woken += 1),
    log: (message) => void said.push(message),
    async fetch(url, init) {
      const own = {
        url: String(url),
        at: String(JSON.parse(String(init?.body)).payload),
        protocol: new Headers(init?.headers).get("plugsmith-protocol"),
        ended: false,
      };
      asked.push(own);
      if (state.down) throw new TypeError("fetch failed", { cause: new Error("refused") });
      const body = new ReadableStream<Uint8Array>({
        start(controller) {
          writer = controller;
          init?.signal?.addEventListener("abort", () => {
            own.ended = true;
            controller.error(init.signal?.reason);
          });
        },
      });
      return new Response(body, { status: state.status, headers: { "content-type": state.type } });
    },
  });
  const settle = async () => {
    for (let turn = 0; turn < 20; turn += 1) await new Promise((resolve) => setImmediate(resolve));
  };
  return {
    stream,
    clock,
    counts,
    said,
    asked,
    state,
    settle,
    async start() {
      stream.start();
      await settle();
    },
    async send(text: string) {
      if (!asked.at(-1)?.ended) writer?.enqueue(new TextEncoder().encode(text));
      await settle();
    },
    async end() {
      writer?.close();
      await settle();
    },
    async advance(ms: number) {
      await clock.advance(ms);
      await settle();
    },
  };
}
const event = "event: registry\ndata:\n\n";

describe("createWakeStream", () => {
  it("asks with a signed request, and looks when it opens and at each event", async () => {
    const test = openStream();
    await test.start();
    expect(test.asked).toMatchObject([
      { url: "https://forge.example/api/v1/bench/stream", at: "2026-01-01T00:00:00.000Z", protocol: "1" },
    ]);
    expect(test.stream.status()).toEqual({ state: "open", since: "2026-01-01T00:00:00.000Z" });
    expect(test.counts.woken).toBe(1);
    await test.send(`: alive\n\n${event}`);
    await test.send("event: somethin");
    expect(test.counts.woken).toBe(2);
    await test.send(`g\n\n${event}`);
    expect(test.counts.woken).toBe(3);
    test.stream.stop();
    expect(test.clock.pending()).toBe(0);
    expect(test.asked[0]?.ended).toBe(true);
  });

  it.each([
    [0, 500],
    [1, 3_500],
  ])("comes back after a pause that is spread (%d), and looks at what it missed", async (random, pause) => {
    const test = openStream(random);
    await test.start();
    await test.end();
    expect(test.stream.status()).toMatchObject({ state: "waiting", lastError: "the bot has ended the stream" });
    await test.advance(pause - 1);
    expect(test.asked).toHaveLength(1);
    await test.advance(1);
    expect(test.asked).toHaveLength(2);
    expect(test.counts.woken).toBe(2);
    expect(test.said).toEqual([expect.stringContaining("ended the stream"), "the bot's stream is open again"]);
  });

  it("waits longer each time while the bot is away, at most five minutes and a spread, and says so once", async () => {
    const test = openStream();
    test.state.down = true;
    await test.start();
    const pauses: number[] = [];
    for (let tries = 1; tries < 12; tries += 1) {
      const before = test.clock.now();
      while (test.asked.length === tries) await test.advance(500);
      pauses.push(test.clock.now() - before);
    }
    expect(pauses.slice(0, 4)).toEqual([2_000, 4_000, 8_000, 16_000]);
    expect(pauses.at(-1)).toBe(300_000);
    expect(test.said).toEqual([expect.stringContaining("refused")]);
    expect(test.stream.status()).toMatchObject({ state: "waiting", lastError: "fetch failed: refused" });
    expect(test.counts.woken).toBe(0);
  });

  it.each([
    ["an older bot", 404, "application/json"],
    ["a bot that has too many", 503, "application/json"],
    ["somebody else's page", 200, "text/html"],
  ])("takes nothing from %s", async (_, status, type) => {
    const test = openStream();
    Object.assign(test.state, { status, type });
    await test.start();
    expect(test.stream.status()).toMatchObject({
      state: "waiting",
      lastError: expect.stringContaining(String(status)),
    });
    expect(test.counts.woken).toBe(0);
  });

  it("begins with short pauses again after a stream that held", async () => {
    const test = openStream();
    test.state.down = true;
    await test.start();
    await test.advance(2_000);
    await test.advance(4_000);
    test.state.down = false;
    await test.advance(8_000);
    await test.send(": alive\n\n");
    await test.advance(59_000);
    await test.send(": alive\n\n");
    await test.advance(1_000);
    await test.end();
    const before = test.asked.length;
    await test.advance(2_000);
    expect(test.asked).toHaveLength(before + 1);
  });

  it("gives up a bot that has fallen silent, and one that sends without end", async () => {
    const silent = openStream();
    await silent.start();
    await silent.advance(59_999);
    expect(silent.stream.status().state).toBe("open");
    await silent.advance(1);
    expect(silent.stream.status()).toMatchObject({ state: "waiting", lastError: "the bot has fallen silent" });
    const endless = openStream();
    await endless.start();
    for (let piece = 0; piece < 70; piece += 1) await endless.send(`${":".repeat(1_000)}\n`.repeat(17));
    expect(endless.stream.status()).toMatchObject({ state: "waiting", lastError: "the bot sends without end" });
    expect(endless.asked[0]?.ended).toBe(true);
  });

  it("stays stopped when it is stopped while it connects", async () => {
    const test = openStream();
    test.stream.start();
    test.stream.stop();
    await test.settle();
    expect(test.stream.status().state).toBe("stopped");
    expect(test.clock.pending()).toBe(0);
    expect(test.counts.woken).toBe(0);
  });
});
