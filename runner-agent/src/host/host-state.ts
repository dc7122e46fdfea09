import type { ErrorCode } from "@plugsmith/schemas";
import { type CrashLimits, decideCrash } from "./crash-budget.ts";

export const hostPhases = [
  "idle",
  "verifying",
  "staging",
  "starting",
  "ready",
  "active",
  "waiting",
  "draining",
  "stopped",
  "broken",
] as const;
export type HostPhase = (typeof hostPhases)[number];

export interface HostFailure {
  readonly code: ErrorCode;
  readonly message: string;
}

export interface HostState {
  readonly phase: HostPhase;
  /** Times of crashes after the plugin had been active, ms since 1970. */
  readonly crashes: readonly number[];
  /** Why it is broken. */
  readonly failure?: HostFailure;
}

export type HostEvent =
  | { readonly type: "load" }
  | { readonly type: "verified" }
  | { readonly type: "staged" }
  /** onLoad returned, devices were replayed, ping was answered. */
  | { readonly type: "started" }
  | { readonly type: "promote" }
  | { readonly type: "drain" }
  /** It may not run any longer: no goodbye, and no call is let finish. */
  | { readonly type: "cut" }
  /** No call is in flight any more and the goodbye hooks were called. */
  | { readonly type: "drained" }
  | { readonly type: "failed"; readonly failure: HostFailure }
  /** `killed`: by somebody else, so that it says nothing about the version. */
  | { readonly type: "exited"; readonly at: number; readonly message: string; readonly killed?: boolean }
  | { readonly type: "deadline" }
  | { readonly type: "retry" };

export type HostCommand =
  | { readonly type: "verify" }
  | { readonly type: "stage" }
  | { readonly type: "start" }
  | { readonly type: "drain" }
  /** SIGTERM, then SIGKILL of the group. */
  | { readonly type: "stop" }
  /** SIGKILL of the group. */
  | { readonly type: "kill" }
  | { readonly type: "arm"; readonly limit: "load" | "stop" }
  | { readonly type: "disarm" }
  | { readonly type: "backOff"; readonly ms: number };

export const initialHostState: HostState = { phase: "idle", crashes: [] };

type Step = readonly [HostState, readonly HostCommand[]];

const arm = (limit: "load" | "stop"): HostCommand => ({ type: "arm", limit });
const disarm: HostCommand = { type: "disarm" };
const stop: HostCommand = { type: "stop" };
const kill: HostCommand = { type: "kill" };
const timeout: HostFailure = { code: "load_timeout", message: "The plugin did not load in time." };

/**
 * One plugin version's life: verify → stage → start → ready → active → draining → stopped, or broken with a reason.
 * Whatever does not belong to a phase changes nothing.
 */
export function decideHost(state: HostState, event: HostEvent, limits: CrashLimits): Step {
  const { crashes } = state;
  const to = (phase: HostPhase, ...commands: HostCommand[]): Step => [{ phase, crashes }, commands];
  const breakDown = (failure: HostFailure, ...commands: HostCommand[]): Step => [
    { phase: "broken", crashes, failure },
    commands,
  ];
  const crash = (at: number, message: string, ...before: HostCommand[]): Step => {
    const verdict = decideCrash(crashes, at, limits);
    if (verdict.kind === "restart")
      return [{ phase: "waiting", crashes: verdict.crashes }, [...before, { type: "backOff", ms: verdict.delayMs }]];
    const failure: HostFailure = {
      code: "plugin_broken",
      message: `${verdict.crashes.length} crashes in ${Math.round(limits.windowMs / 1000)} s; the last: ${message}`,
    };
    return [{ phase: "broken", crashes: verdict.crashes, failure }, before];
  };

  switch (state.phase) {
    case "idle":
    case "stopped":
    case "broken":
      return event.type === "load"
        ? [{ phase: "verifying", crashes: [] }, [arm("load"), { type: "verify" }]]
        : [state, []];
    case "verifying":
    case "staging":
      if (event.type === "verified" && state.phase === "verifying") return to("staging", { type: "stage" });
      if (event.type === "staged" && state.phase === "staging") return to("starting", { type: "start" });
      if (event.type === "failed") return breakDown(event.failure, disarm);
      if (event.type === "deadline") return breakDown(timeout);
      if (event.type === "drain" || event.type === "cut") return to("stopped", disarm);
      return [state, []];
    case "starting":
      if (event.type === "started") return to("ready", disarm);
      if (event.type === "drain") return to("draining", arm("stop"), { type: "drain" });
      if (event.type === "cut") return to("draining", disarm, kill);
      // A restart that fails is one more crash; a first start that fails by itself is a version that does not load.
      if (event.type === "exited")
        return crashes.length > 0 || event.killed === true
          ? crash(event.at, event.message, disarm)
          : breakDown({ code: "load_failed", message: event.message }, disarm);
      if (event.type === "failed") return breakDown(event.failure, disarm, stop);
      if (event.type === "deadline") return breakDown(timeout, stop);
      return [state, []];
    case "ready":
      if (event.type === "promote") return to("active");
      if (event.type === "drain") return to("draining", arm("stop"), { type: "drain" });
      if (event.type === "cut") return to("draining", disarm, kill);
      if (event.type === "exited") return breakDown({ code: "load_failed", message: event.message });
      if (event.type === "failed") return breakDown(event.failure, stop);
      return [state, []];
    case "active":
      if (event.type === "drain") return to("draining", arm("stop"), { type: "drain" });
      if (event.type === "cut") return to("draining", disarm, kill);
      if (event.type === "exited") return crash(event.at, event.message);
      if (event.type === "failed") return breakDown(event.failure, stop);
      return [state, []];
    case "waiting":
      if (event.type === "retry") return to("starting", arm("load"), { type: "start" });
      if (event.type === "drain" || event.type === "cut") return to("stopped", disarm);
      return [state, []];
    case "draining":
      if (event.type === "drained" || event.type === "deadline") return to("draining", stop);
      if (event.type === "cut") return to("draining", disarm, kill);
      if (event.type === "exited") return to("stopped", disarm);
      return [state, []];
  }
}
