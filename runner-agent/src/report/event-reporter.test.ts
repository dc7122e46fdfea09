import { generateKeyPairSync, verify } from "node:crypto";
import type { BenchEvent } from "@plugsmith/schemas";
import { parseBenchEvent } from "@plugsmith/schemas";
import { describe, expect, it } from "vitest";
import { createFakeClock } from "../fake-clock.ts";
import { useTemporaryFolders } from "../testing/temporary-folder.ts";
import { type DsseEnvelope, encodePae } from "./dsse.ts";
import { createEventReporter } from "./event-reporter.ts";
import { createOutbox } from "./outbox-store.ts";
import { signBenchEvent } from "./sign-bench-event.ts";

const { privateKey, publicKey } = generateKeyPairSync("ed25519");
const settle = () => new Promise((resolve) => setTimeout(resolve, 10));
const read = ({ payload }: DsseEnvelope) => JSON.parse(Buffer.from(payload, "base64").toString("utf8")) as BenchEvent;

describe("createEventReporter", () => {
  const makeFolder = useTemporaryFolders();

  function open(folder: string, answer: () => number | Error) {
    const clock = createFakeClock();
    const posted: DsseEnvelope[] = [];
    const events: BenchEvent[] = [];
    const reporter = createEventReporter({
      clock,
      bench: "bench-1",
      repository: "acme/forge",
      outbox: createOutbox(folder),
      bot: {
        url: "https://bot.test/",
        sign: (event) => signBenchEvent(event, privateKey),
        fetch: (async (url: string, { body }: { body: string }) => {
          expect(url).toBe("https://bot.test/api/v1/bench/events");
          const status = answer();
          if (status instanceof Error) throw status;
          if (status < 300) posted.push(JSON.parse(body));
          return new Response("", { status });
        }) as never,
      },
      onEvent: (event) => void events.push(event),
      log: () => {},
    });
    return { clock, posted, events, reporter };
  }

  it("posts signed events that the schema accepts, in order", async () => {
    const { reporter, posted, events } = open(makeFolder(), () => 202);
    reporter.report({ type: "forge.plugin.loaded", plugin: { name: "acme-meter", version: "1.0.0" } });
    reporter.report({ type: "forge.plugin.unloaded", plugin: { name: "acme-meter" } });
    await settle();
    expect(posted.map((envelope) => read(envelope).sequence)).toEqual([1, 2]);
    expect(posted.map(read)).toEqual(events);
    for (const envelope of posted) {
      expect(parseBenchEvent(read(envelope))).toMatchObject({ ok: true });
      const signed = encodePae(envelope.payloadType, Buffer.from(envelope.payload, "base64"));
      const { keyid = "", sig = "" } = envelope.signatures[0] ?? {};
      expect(keyid).toBe("bench-1");
      expect(verify(null, signed, publicKey, Buffer.from(sig, "base64"))).toBe(true);
    }
  });

  it("keeps what the bot cannot take now, over a restart, and never gives a number twice", async () => {
    const folder = makeFolder();
    const down = open(folder, () => new TypeError("fetch failed"));
    down.reporter.report({ type: "forge.plugin.loaded" });
    down.reporter.report({ type: "forge.plugin.unloaded" });
    await settle();
    expect(down.reporter.status()).toMatchObject({ pending: 2, lastError: "fetch failed" });
    const up = open(folder, () => 202);
    up.reporter.report({ type: "forge.plugin.loaded" });
    await settle();
    expect(up.posted.map((envelope) => read(envelope).sequence)).toEqual([1, 2, 3]);
    expect(up.reporter.status()).toEqual({ pending: 0 });
    const later = open(folder, () => 202);
    later.reporter.report({ type: "forge.plugin.loaded" });
    expect(later.events[0]?.sequence).toBe(4);
  });

  it("waits between tries, longer each time, and sends at once when it works again", async () => {
    let status = 503;
    let tries = 0;
    const { reporter, clock, posted } = open(makeFolder(), () => {
      tries += 1;
      return status;
    });
    reporter.report({ type: "forge.plugin.loaded" });
    await settle();
    for (const [pause, expected] of [
      [499, 1],
      [1, 2],
      [999, 2],
      [1, 3],
    ] as const) {
      await clock.advance(pause);
      await settle();
      expect(tries).toBe(expected);
    }
    status = 202;
    await clock.advance(2_000);
    await settle();
    expect(posted).toHaveLength(1);
  });

  it("keeps events for a bot that is older than the bench, until it is upgraded", async () => {
    let status = 426;
    const { clock, reporter, posted } = open(makeFolder(), () => status);
    reporter.report({ type: "forge.plugin.loaded" });
    await settle();
    expect(reporter.status()).toMatchObject({ pending: 1, lastError: expect.stringContaining("426") });
    status = 202;
    await clock.advance(1_000);
    await settle();
    expect(posted).toHaveLength(1);
  });

  it("puts aside what the bot refuses for good, so that later events are not held up", async () => {
    const answers = [422, 202];
    const { reporter, posted } = open(makeFolder(), () => answers.shift() ?? 202);
    reporter.report({ type: "forge.plugin.loaded" });
    reporter.report({ type: "forge.plugin.unloaded" });
    await settle();
    expect(posted.map((envelope) => read(envelope).sequence)).toEqual([2]);
    expect(reporter.status().pending).toBe(0);
  });
});
