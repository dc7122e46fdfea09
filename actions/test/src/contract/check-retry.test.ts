import type { Observed, Probe, ProviderMood } from "@plugsmith/action-kit/probe";
import { describe, expect, it } from "vitest";
import { checkRetry } from "./check-retry.ts";

interface Habits {
  readonly tries?: number;
  readonly pauseMs?: number;
  readonly key?: (operation: number, attempt: number) => string;
  readonly repeats?: (mood: ProviderMood) => boolean;
}

/** A plugin that calls a made-up provider with these habits. */
function fakeProbe({ tries = 4, pauseMs = 20, key = (operation) => `key-${operation}`, repeats }: Habits = {}): Probe {
  let moods: ProviderMood[] = [];
  let standing: ProviderMood | null = null;
  let operation = 0;
  const isOutage = repeats ?? ((mood: ProviderMood) => mood === "network_error" || mood === 429 || mood === 503);
  const create = (): Observed => {
    operation += 1;
    const requests: Observed["requests"][number][] = [];
    for (let attempt = 1; ; attempt += 1) {
      const mood = moods.shift() ?? standing ?? 200;
      const headers = { "idempotency-key": key(operation, attempt) };
      const url = "https://p.example/v1/checkouts";
      requests.push({ method: "POST", url, path: "/v1/checkouts", headers, body: "{}", at: attempt * pauseMs });
      if (mood === 200)
        return { answer: { ok: true, value: {} }, emitted: [{ event: "checkout.created", data: {} }], requests };
      if (!isOutage(mood) || attempt === tries)
        return { answer: { ok: false, error: new Error("away") }, emitted: [], requests };
    }
  };
  const provider = {
    behave: (...next: ProviderMood[]) => {
      moods = next;
      standing = null;
    },
    always: (mood: ProviderMood | null) => {
      standing = mood;
    },
  };
  return { provider, process: { call: async () => null }, observe: async () => create() } as unknown as Probe;
}

describe("retries", () => {
  it("hold for a plugin that tries again with one key, waits, gives up and repeats no refusal", async () => {
    expect(await checkRetry(fakeProbe())).toEqual({ suite: "webhooks", check: "retry_logic", status: "passed" });
  });

  it.each<[string, Habits, string]>([
    ["never tries again", { tries: 1 }, "503 once: the call failed"],
    ["never gives up", { tries: 9 }, "503 without end: 9 tries"],
    ["does not wait", { pauseMs: 0 }, "tried again without waiting"],
    [
      "draws a key for each try",
      { key: (operation, attempt) => `${operation}-${attempt}` },
      "the Idempotency-Key changed",
    ],
    ["has no key", { key: () => "" }, "a try without Idempotency-Key"],
    ["has one key for everything", { key: () => "always" }, "different operations share an Idempotency-Key"],
    ["repeats a refusal", { repeats: () => true }, "400: 4 tries"],
  ])("fail for one that %s", async (_what, habits, words) => {
    const { status, detail } = await checkRetry(fakeProbe(habits));
    expect([status, detail]).toEqual(["failed", expect.stringContaining(words)]);
  });
});
