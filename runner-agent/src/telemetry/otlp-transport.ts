import { randomBytes } from "node:crypto";
import { readFileSync } from "node:fs";
import type { Clock } from "../clock.ts";
import { type OtlpResource, renderOtlp } from "./render-otlp.ts";
import type { Span, Traces } from "./span.ts";

export interface OtlpOptions extends OtlpResource {
  /** Base address of the collector; spans go to `<url>/v1/traces`. */
  readonly url: string;
  /** File with headers as `name: value` lines, for a collector that wants a key. */
  readonly headersFile?: string;
  readonly clock: Clock;
  readonly fetch: typeof fetch;
  log(message: string): void;
}

const batch = 256;
const mostWaiting = 2_048;
const everyMs = 5_000;
const timeoutMs = 5_000;

function readHeaders(path: string | undefined): Record<string, string> {
  if (path === undefined) return {};
  const lines = readFileSync(path, "utf8").split("\n");
  return Object.fromEntries(
    lines.flatMap((line) => {
      const at = line.indexOf(":");
      return at < 1 ? [] : [[line.slice(0, at).trim(), line.slice(at + 1).trim()]];
    }),
  );
}

/**
 * Sends spans to an OpenTelemetry collector over OTLP/HTTP in JSON. Ours instead of the SDK, whose packages weigh more than
 * the agent. What does not fit while the collector is away is dropped and counted: traces must not cost a plugin anything.
 */
export function createOtlpTraces(options: OtlpOptions): Traces {
  const { clock, url, headersFile, log } = options;
  const target = `${url.replace(/\/$/, "")}/v1/traces`;
  let waiting: Span[] = [];
  let sent = 0;
  let dropped = 0;
  let lastError: string | undefined;
  let sending: Promise<void> | undefined;
  let cancelTimer: (() => void) | undefined;
  let ended = false;

  async function post(spans: readonly Span[]): Promise<void> {
    const body = renderOtlp(spans, options, (bytes) => randomBytes(bytes).toString("hex"));
    const response = await options.fetch(target, {
      method: "POST",
      headers: { ...readHeaders(headersFile), "content-type": "application/json" },
      body: JSON.stringify(body),
      redirect: "error",
      signal: AbortSignal.timeout(timeoutMs),
    });
    await response.body?.cancel();
    if (!response.ok) throw new Error(`the collector answered ${response.status}`);
  }

  async function drain(): Promise<void> {
    while (waiting.length > 0) {
      const spans = waiting.slice(0, batch);
      try {
        await post(spans);
      } catch (error) {
        const { message } = error as Error;
        if (lastError === undefined) log(`traces cannot be sent: ${message}`);
        lastError = message;
        return;
      }
      // The oldest may have been dropped meanwhile.
      const own = new Set(spans);
      waiting = waiting.filter((span) => !own.has(span));
      sent += spans.length;
      lastError = undefined;
    }
  }

  function kick(): Promise<void> {
    cancelTimer?.();
    cancelTimer = undefined;
    sending ??= drain().finally(() => {
      sending = undefined;
      if (waiting.length > 0 && !ended) plan();
    });
    return sending;
  }
  const plan = () => {
    cancelTimer ??= clock.after(everyMs, () => void kick());
  };

  return {
    record(span) {
      waiting.push(span);
      if (waiting.length > mostWaiting) {
        waiting.shift();
        dropped += 1;
      }
      if (waiting.length >= batch && lastError === undefined) void kick();
      else plan();
    },
    async end(ms) {
      ended = true;
      cancelTimer?.();
      if (waiting.length === 0 && !sending) return;
      await Promise.race([kick(), new Promise<void>((resolve) => clock.after(ms, resolve))]);
    },
    status: () => ({ sent, dropped, ...(lastError === undefined ? {} : { lastError }) }),
  };
}
