import type { Clock } from "../clock.ts";
import type { DsseEnvelope } from "../report/dsse.ts";
import { createStreamScanner } from "./scan-stream.ts";

export interface WakeStreamPorts {
  readonly clock: Clock;
  readonly fetch: typeof fetch;
  /** From 0 to 1. */
  readonly random: () => number;
  /** Address of the bot. */
  readonly url: string;
  /** The request for the stream, signed now; `at` as in the schema bench-stream. */
  sign(at: string): DsseEnvelope;
  /** The registry may have changed, or the stream has begun and nobody knows what was missed. */
  onWake(): void;
  log(message: string): void;
}

export interface WakeStreamStatus {
  /** waiting: for the next try. */
  readonly state: "connecting" | "open" | "waiting" | "stopped";
  /** Since when. */
  readonly since: string;
  readonly lastError?: string;
}

export interface WakeStream {
  start(): void;
  stop(): void;
  status(): WakeStreamStatus;
}

const connectMs = 20_000;
/** The bot gives a sign of life every 15 s. */
const silentMs = 60_000;
const firstPauseMs = 2_000;
const longestPauseMs = 300_000;
/** A stream that held for this long was a good one. */
const steadyMs = 60_000;
/** An hour of signs of life is a thousandth of this. */
const mostBytes = 2 ** 20;

/**
 * An outgoing connection to the bot, over which it says that the registry may have changed. What it says is not believed, only acted
 * upon by looking: a bot that lies or falls silent costs looks, or the seconds until the next regular one. Opened again for ever.
 */
export function createWakeStream(ports: WakeStreamPorts): WakeStream {
  const { clock } = ports;
  const now = () => new Date(clock.now()).toISOString();
  let status: WakeStreamStatus = { state: "stopped", since: now() };
  let failures = 0;
  let connection: AbortController | undefined;
  let cancelTimer = () => {};

  async function listen(own: AbortController): Promise<never> {
    const expect = (ms: number, why: string) => {
      cancelTimer();
      cancelTimer = clock.after(ms, () => own.abort(new Error(why)));
    };
    expect(connectMs, "the bot does not answer");
    const response = await ports.fetch(`${ports.url.replace(/\/$/u, "")}/api/v1/bench/stream`, {
      method: "POST",
      headers: { "content-type": "application/json", accept: "text/event-stream", "plugsmith-protocol": "1" },
      body: JSON.stringify(ports.sign(now())),
      redirect: "error",
      signal: own.signal,
    });
    own.signal.throwIfAborted();
    const { body } = response;
    if (
      response.status !== 200 ||
      !body ||
      !/^text\/event-stream\b/u.test(response.headers.get("content-type") ?? "")
    ) {
      await body?.cancel();
      throw new Error(`the bot answered ${response.status} and opened no stream`);
    }
    if (failures > 0) ports.log("the bot's stream is open again");
    status = { state: "open", since: now() };
    const opened = clock.now();
    ports.onWake();
    const scan = createStreamScanner(ports.onWake);
    const decoder = new TextDecoder();
    let bytes = 0;
    try {
      expect(silentMs, "the bot has fallen silent");
      for await (const chunk of body) {
        expect(silentMs, "the bot has fallen silent");
        bytes += chunk.length;
        if (bytes > mostBytes) throw new Error("the bot sends without end");
        scan(decoder.decode(chunk, { stream: true }));
      }
      throw new Error("the bot has ended the stream");
    } finally {
      if (clock.now() - opened >= steadyMs) failures = 0;
    }
  }

  async function connect(): Promise<void> {
    const own = new AbortController();
    connection = own;
    status = { ...status, state: "connecting", since: now() };
    try {
      await listen(own);
    } catch (thrown) {
      cancelTimer();
      if (own !== connection) return;
      own.abort();
      const error =
        own.signal.reason instanceof Error && own.signal.reason.name !== "AbortError" ? own.signal.reason : thrown;
      const { message, cause } = error as Error;
      const lastError = cause instanceof Error ? `${message}: ${cause.message}` : message;
      if (failures === 0)
        ports.log(`${lastError}; the registry is looked at as often as ever, and the stream tried again`);
      const pause = Math.min(longestPauseMs, firstPauseMs * 2 ** Math.min(failures, 10));
      failures += 1;
      status = { state: "waiting", since: now(), lastError };
      // A quarter to seven quarters: benches that lost it together do not come back together.
      cancelTimer = clock.after(pause * (0.25 + ports.random() * 1.5), () => void connect());
    }
  }

  return {
    start: () => void connect(),
    stop() {
      const own = connection;
      connection = undefined;
      cancelTimer();
      own?.abort();
      status = { state: "stopped", since: now() };
    },
    status: () => status,
  };
}
