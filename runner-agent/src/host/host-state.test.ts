import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { defaultCrashLimits } from "./crash-budget.ts";
import {
  decideHost,
  type HostEvent,
  type HostPhase,
  type HostState,
  hostPhases,
  initialHostState,
} from "./host-state.ts";

const failure = { code: "signature_invalid", message: "no" } as const;
const events: Readonly<Record<HostEvent["type"], HostEvent>> = {
  load: { type: "load" },
  verified: { type: "verified" },
  staged: { type: "staged" },
  started: { type: "started" },
  promote: { type: "promote" },
  drain: { type: "drain" },
  cut: { type: "cut" },
  drained: { type: "drained" },
  failed: { type: "failed", failure },
  exited: { type: "exited", at: 1_000, message: "it exited with 1" },
  deadline: { type: "deadline" },
  retry: { type: "retry" },
};

type Expectation = readonly [HostPhase, ...string[]];
type Row = Partial<Record<HostEvent["type"], Expectation>>;

const goodbye: Expectation = ["draining", "arm stop", "drain"];
const cut: Expectation = ["draining", "disarm", "kill"];
const fresh: Row = { load: ["verifying", "arm load", "verify"] };

/** Every pair that changes something; all others must change nothing. Commands in order. */
const table: Readonly<Record<HostPhase, Row>> = {
  idle: fresh,
  verifying: {
    verified: ["staging", "stage"],
    failed: ["broken", "disarm"],
    deadline: ["broken"],
    drain: ["stopped", "disarm"],
    cut: ["stopped", "disarm"],
  },
  staging: {
    staged: ["starting", "start"],
    failed: ["broken", "disarm"],
    deadline: ["broken"],
    drain: ["stopped", "disarm"],
    cut: ["stopped", "disarm"],
  },
  starting: {
    started: ["ready", "disarm"],
    failed: ["broken", "disarm", "stop"],
    exited: ["broken", "disarm"],
    deadline: ["broken", "stop"],
    drain: goodbye,
    cut,
  },
  ready: { promote: ["active"], failed: ["broken", "stop"], exited: ["broken"], drain: goodbye, cut },
  active: { failed: ["broken", "stop"], exited: ["waiting", "backOff 250"], drain: goodbye, cut },
  waiting: { retry: ["starting", "arm load", "start"], drain: ["stopped", "disarm"], cut: ["stopped", "disarm"] },
  draining: { cut, drained: ["draining", "stop"], deadline: ["draining", "stop"], exited: ["stopped", "disarm"] },
  stopped: fresh,
  broken: fresh,
};

const stateIn = (phase: HostPhase): HostState => ({ phase, crashes: [], ...(phase === "broken" ? { failure } : {}) });
const show = (command: { type: string; limit?: string; ms?: number }) =>
  [command.type, command.limit, command.ms].filter((part) => part !== undefined).join(" ");

describe("decideHost", () => {
  for (const phase of hostPhases)
    for (const [name, event] of Object.entries(events)) {
      const expected = table[phase][name as HostEvent["type"]];
      it(`${phase} + ${name} → ${expected ? expected.join(", ") : "nothing"}`, () => {
        const state = stateIn(phase);
        const [next, commands] = decideHost(state, event, defaultCrashLimits);
        if (!expected) {
          expect(next).toBe(state);
          expect(commands).toEqual([]);
        } else expect([next.phase, ...commands.map(show)]).toEqual(expected);
      });
    }

  it("keeps the reason of a failure for whoever asks", () => {
    expect(decideHost(stateIn("verifying"), events.failed, defaultCrashLimits)[0].failure).toEqual(failure);
    expect(decideHost(stateIn("starting"), events.deadline, defaultCrashLimits)[0].failure?.code).toBe("load_timeout");
    expect(decideHost(stateIn("starting"), events.exited, defaultCrashLimits)[0].failure?.code).toBe("load_failed");
  });

  it("counts a restart that dies as one more crash, and gives up when the budget is used up", () => {
    const crashAt = (at: number): HostEvent => ({ type: "exited", at, message: "boom" });
    let state: HostState = { phase: "active", crashes: [] };
    const step = (event: HostEvent) => {
      const [next, commands] = decideHost(state, event, defaultCrashLimits);
      state = next;
      return commands.map(show);
    };
    expect(step(crashAt(0))).toEqual(["backOff 250"]);
    step(events.retry);
    expect(step(crashAt(10))).toEqual(["disarm", "backOff 1000"]);
    step(events.retry);
    expect(step(crashAt(20))).toEqual(["disarm"]);
    expect(state).toMatchObject({ phase: "broken", failure: { code: "plugin_broken" } });
    expect(state.failure?.message).toContain("boom");
  });

  it("tries a first start again that somebody else ended, within the budget, and blames the version for no more", () => {
    let state: HostState = { phase: "starting", crashes: [] };
    const step = (event: HostEvent) => {
      const [next, commands] = decideHost(state, event, defaultCrashLimits);
      state = next;
      return commands.map(show);
    };
    const killed: HostEvent = { type: "exited", at: 0, message: "the process was ended by SIGKILL", killed: true };
    expect(step(killed)).toEqual(["disarm", "backOff 250"]);
    expect(step(events.retry)).toEqual(["arm load", "start"]);
    expect(step(killed)).toEqual(["disarm", "backOff 1000"]);
    step(events.retry);
    step(killed);
    expect(state).toMatchObject({ phase: "broken", failure: { code: "plugin_broken" } });
  });

  it("forgets crashes that are older than the window", () => {
    const old: HostState = { phase: "active", crashes: [0, 1] };
    const [next] = decideHost(old, { type: "exited", at: 400_000, message: "" }, defaultCrashLimits);
    expect(next).toMatchObject({ phase: "waiting", crashes: [400_000] });
  });

  it("starts nothing without verify and stage before it, in any order of events", () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...Object.values(events)), { maxLength: 40 }), (sequence) => {
        let state = initialHostState;
        let verified = false;
        let staged = false;
        for (const event of sequence) {
          const before = state.phase;
          const [next, commands] = decideHost(state, event, defaultCrashLimits);
          state = next;
          for (const { type } of commands) {
            if (type === "verify") [verified, staged] = [false, false];
            if (type === "stage") verified = before === "verifying";
            if (type === "start" && before === "staging") staged = verified;
            if (type === "start") expect(staged).toBe(true);
          }
          if (state.phase === "active") expect(staged).toBe(true);
        }
      }),
    );
  });
});
