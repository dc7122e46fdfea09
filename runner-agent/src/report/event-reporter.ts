import { randomUUID } from "node:crypto";
import type { BenchEvent } from "@plugsmith/schemas";
import type { Clock } from "../clock.ts";
import type { BenchEventDraft } from "./bench-event-draft.ts";
import type { DsseEnvelope } from "./dsse.ts";
import type { Outbox } from "./outbox-store.ts";

export interface ReporterPorts {
  readonly clock: Clock;
  readonly bench: string;
  readonly repository: string;
  readonly outbox: Outbox;
  /** Absent: events stay on this bench (stdout, journal). */
  readonly bot?: { readonly url: string; sign(event: BenchEvent): DsseEnvelope; readonly fetch: typeof fetch };
  onEvent(event: BenchEvent): void;
  log(message: string): void;
}

export interface EventReporter {
  report(draft: BenchEventDraft): void;
  status(): { readonly pending: number; readonly lastError?: string };
  /** Sends what is pending for at most `ms`, then ends. The rest goes at the next start. */
  end(ms: number): Promise<void>;
}

const timeoutMs = 10_000;
const maxBackOffMs = 60_000;
/** Version of what is sent; a bot that does not know it answers 426, and the events wait until it is upgraded. */
const eventProtocol = 1;
/** Answers that will not change by asking again. */
const isFinal = (status: number) => status >= 400 && status < 500 && ![401, 404, 408, 425, 426, 429].includes(status);

/** Numbers, signs and sends bench events, oldest first, one after the other; what the bot cannot take now waits on disk. */
export function createEventReporter(ports: ReporterPorts): EventReporter {
  const { clock, outbox, bot } = ports;
  let failures = 0;
  let lastError: string | undefined;
  let sending: Promise<void> | undefined;
  let cancelTimer = () => {};
  let ended = false;

  async function post(envelope: DsseEnvelope): Promise<"sent" | "refused"> {
    if (!bot) return "sent";
    const response = await bot.fetch(`${bot.url.replace(/\/$/, "")}/api/v1/bench/events`, {
      method: "POST",
      headers: { "content-type": "application/json", "plugsmith-protocol": String(eventProtocol) },
      body: JSON.stringify(envelope),
      redirect: "error",
      signal: AbortSignal.timeout(timeoutMs),
    });
    const text = (await response.text()).slice(0, 200);
    if (response.ok) return "sent";
    lastError = `the bot answered ${response.status}: ${text}`;
    if (isFinal(response.status)) return "refused";
    throw new Error(lastError);
  }

  async function drain(): Promise<void> {
    for (let next = outbox.oldest(); next; next = outbox.oldest()) {
      try {
        const outcome = await post(next.envelope);
        if (outcome === "sent") outbox.remove(next.sequence);
        else {
          outbox.refuse(next.sequence);
          ports.log(`bench event ${next.sequence} was refused for good: ${lastError}`);
        }
        failures = 0;
      } catch (error) {
        failures += 1;
        lastError = (error as Error).message;
        if (!ended) cancelTimer = clock.after(Math.min(maxBackOffMs, 500 * 2 ** (failures - 1)), kick);
        return;
      }
    }
    lastError = undefined;
  }

  function kick(): void {
    if (!bot || sending) return;
    cancelTimer();
    sending = drain().finally(() => {
      sending = undefined;
      // Added while the last post was under way.
      if (failures === 0 && outbox.size() > 0 && !ended) kick();
    });
  }

  kick();
  return {
    report(draft) {
      const event: BenchEvent = {
        schemaVersion: 1,
        id: randomUUID(),
        bench: ports.bench,
        sequence: outbox.nextSequence(),
        at: new Date(clock.now()).toISOString(),
        repository: ports.repository,
        ...draft,
      };
      if (bot) outbox.add(event.sequence, bot.sign(event));
      ports.onEvent(event);
      if (failures === 0) kick();
    },
    status: () => ({ pending: outbox.size(), ...(lastError === undefined ? {} : { lastError }) }),
    async end(ms) {
      cancelTimer();
      if (outbox.size() > 0) kick();
      ended = true;
      await Promise.race([sending, new Promise<void>((resolve) => clock.after(ms, resolve))]);
    },
  };
}
