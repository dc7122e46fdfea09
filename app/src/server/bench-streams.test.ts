import { connect } from "node:net";
import { afterEach, describe, expect, it } from "vitest";
import { idlePayload, startTestDoor, type TestDoor } from "../testing/start-test-door.ts";
import { createBenchStreams, defaultStreamLimits, type StreamLimits } from "./bench-streams.ts";

let door: TestDoor;
afterEach(() => door.stop());

/** The real server, in front of which every envelope says who may listen. */
async function openDoor(limits: Partial<StreamLimits> = {}) {
  const clock = { now: 0 };
  const streams = createBenchStreams(() => clock.now, { ...defaultStreamLimits, ...limits });
  door = await startTestDoor({ streams, acceptStream: async (grant) => grant as never });
  let moment = 0;
  /** @param bench its id; `at` grows by itself. */
  async function listen(bench = "bench-1", more: object = {}) {
    const at = new Date(Date.UTC(2026, 0, 1) + ++moment).toISOString();
    const body = JSON.stringify({ repository: 7, bench, at, ...more });
    const response = await fetch(`${door.base}/api/v1/bench/stream`, { method: "POST", body });
    const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
    /** What has come until the words are there; all of it where the stream ends before. */
    async function readTo(words: string): Promise<string> {
      let text = "";
      while (!text.includes(words)) {
        const { value, done } = (await reader?.read()) ?? { done: true };
        if (done) break;
        text += value;
      }
      return text;
    }
    return { status: response.status, type: response.headers.get("content-type"), readTo };
  }
  return { streams, listen, clock };
}
const push = (ref: string, repository = 7) => {
  const { repository: own } = idlePayload();
  const body = JSON.stringify({ ref, repository: { ...own, id: repository }, commits: [], mark: Math.random() });
  return door.post(body, { "x-github-event": "push" });
};
const event = "event: registry\ndata:\n\n";

describe("the stream of wake-ups", () => {
  it("tells a bench of a push to its registry, and of nothing else", async () => {
    const { listen } = await openDoor();
    const mine = await listen();
    const other = await listen("bench-1", { repository: 8 });
    expect(mine).toMatchObject({ status: 200, type: "text/event-stream; charset=utf-8" });
    await push("refs/heads/main");
    await push("refs/heads/forge/registry-2");
    await push("refs/heads/forge/registry");
    expect(await mine.readTo(event)).toBe(`: open\n\n${event}`);
    await push("refs/heads/forge/registry", 8);
    expect(await other.readTo(event)).toBe(`: open\n\n${event}`);
  });

  it("wakes nobody at a push whose signature does not hold, or that came before", async () => {
    const { listen, streams } = await openDoor();
    const bench = await listen();
    const body = JSON.stringify({ ref: "refs/heads/forge/registry", ...idlePayload({ action: undefined }) });
    expect((await door.post(body, { "x-github-event": "push", "x-hub-signature-256": "" })).http).toBe(401);
    expect(await door.post(body, { "x-github-event": "push" })).toMatchObject({ status: "queued" });
    expect(await door.post(body, { "x-github-event": "push" })).toMatchObject({ status: "duplicate" });
    streams.end();
    expect(await bench.readTo("no such words")).toBe(`: open\n\n${event}`);
  });

  it("gives signs of life, and ends when the bench must be checked again", async () => {
    const { listen, clock, streams } = await openDoor({ aliveMs: 5, lifeMs: 1_000 });
    const bench = await listen();
    await bench.readTo(": alive");
    clock.now = 1_000;
    await bench.readTo("no such words");
    expect(streams.size).toBe(0);
  });

  it("keeps one stream for a bench, the newest, and takes no request twice", async () => {
    const { listen, streams } = await openDoor();
    const at = "2026-01-02T00:00:00.000Z";
    const first = await listen("bench-1", { at });
    expect((await listen("bench-1", { at })).status).toBe(409);
    expect((await listen("bench-1", { at: "2026-01-01T00:00:00.000Z" })).status).toBe(409);
    expect((await listen("bench-1", { at: "2026-01-02T00:00:00.001Z" })).status).toBe(200);
    await first.readTo("no such words");
    expect(streams.size).toBe(1);
  });

  it("opens only so many, in all and for a repository, and forgets those that went", async () => {
    const { listen, streams } = await openDoor({ streams: 3, streamsPerRepository: 2 });
    for (const bench of ["a", "b"]) expect((await listen(bench)).status).toBe(200);
    expect((await listen("c")).status).toBe(503);
    expect((await listen("c", { repository: 8 })).status).toBe(200);
    expect((await listen("c", { repository: 9 })).status).toBe(503);
    // A bench that has a place may take it again.
    expect((await listen("a")).status).toBe(200);
    door.server.closeAllConnections();
    await expect.poll(() => streams.size).toBe(0);
    expect((await listen("c", { repository: 9 })).status).toBe(200);
  });

  it("lets go of a bench that does not read", async () => {
    const { streams } = await openDoor({ unreadBytes: 1_000 });
    const body = JSON.stringify({ repository: 7, bench: "bench-1", at: "2026-01-01T00:00:00.000Z" });
    const head = `POST /api/v1/bench/stream HTTP/1.1\r\nhost: x\r\ncontent-length: ${body.length}\r\n\r\n`;
    // Nothing is read from this connection.
    const socket = connect(door.port, "127.0.0.1").pause();
    socket.write(`${head}${body}`);
    await expect.poll(() => streams.size).toBe(1);
    for (let count = 0; count < 1_000_000 && streams.size > 0; count += 1) {
      streams.wake(7);
      if (count % 1_000 === 0) await new Promise((resolve) => setImmediate(resolve));
    }
    expect(streams.size).toBe(0);
    socket.destroy();
  });

  it("ends all streams when the bot stops, so that nothing holds its shutdown up", async () => {
    const { listen, streams } = await openDoor();
    const bench = await listen();
    const closed = new Promise((resolve) => door.server.close(resolve));
    streams.end();
    await bench.readTo("no such words");
    await closed;
    expect(streams.size).toBe(0);
  });
});
