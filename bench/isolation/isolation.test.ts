import { detectConfinement } from "@plugsmith/plugin-host";
import { describe, expect, it } from "vitest";
import type { Trial } from "./attempt.ts";
import { isOnlyLate, lateAnswer, lateDeath } from "./is-only-late.ts";
import { listAttempts } from "./list-attempts.ts";
import { countEscapes, renderIsolation } from "./render-isolation.ts";
import { runTrials } from "./run-trials.ts";

const attempts = listAttempts();
const pick = (...ids: string[]) => attempts.filter(({ id }) => ids.includes(id));
const escaped = (trials: readonly Trial[]) => trials.filter(({ effects }) => effects.length > 0);
const boundary = (await detectConfinement()).level === "os";

describe("escape attempts", () => {
  it("are at least forty, each with a name of its own", () => {
    expect(attempts.length).toBeGreaterThanOrEqual(40);
    expect(new Set(attempts.map(({ id }) => id)).size).toBe(attempts.length);
  });

  it.skipIf(!boundary)(
    "have their effect on a bare host, so that stopping them means something",
    async () => {
      const chosen = pick("read-home", "environment");
      expect(escaped(await runTrials(chosen, ["bare"]))).toHaveLength(chosen.length);
    },
    120_000,
  );

  it.skipIf(!boundary)(
    "have none on ours, cold and warm",
    async () => {
      const nodes = pick("read-home", "environment", "inherited-descriptor", "tcp", "undeclared-call");
      const pythons = pick("py-read", "py-keyring", "py-kernel-files", "py-user-namespace");
      const trials = [...(await runTrials(nodes, ["warm"])), ...(await runTrials(pythons, ["cold"]))];
      expect(trials).toHaveLength(nodes.length + pythons.length);
      expect(escaped(trials)).toEqual([]);
    },
    120_000,
  );
});

describe("isOnlyLate", () => {
  it("never excuses anything but time", () => {
    const trial = { attempt: "x", host: "cold", stoppedWith: "", slowestAnswerMs: 0 } as const;
    expect(isOnlyLate({ ...trial, effects: [lateAnswer, lateDeath] })).toBe(true);
    expect(isOnlyLate({ ...trial, effects: [lateAnswer, "brought a secret home"] })).toBe(false);
    expect(isOnlyLate({ ...trial, effects: [] })).toBe(false);
  });
});

describe("renderIsolation", () => {
  const trial = (host: Trial["host"], effects: string[]): Trial => ({
    attempt: "read-home",
    host,
    effects,
    stoppedWith: effects.length > 0 ? "" : "ENOENT",
    slowestAnswerMs: 7,
  });

  it("counts and shows an escape from ours, never hides it", () => {
    const trials = [trial("bare", ["brought a secret home"]), trial("cold", ["a | leak"]), trial("warm", [])];
    expect(countEscapes(trials).cold).toEqual({ tried: 1, escaped: 1 });
    const page = renderIsolation(pick("read-home"), trials);
    expect(page).toContain("| ours, cold start | 1 | **1** |");
    expect(page).toContain("| brought a secret home | **escaped**: a \\| leak | stopped |");
  });
});
