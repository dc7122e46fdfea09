import type { PluginProcess } from "@plugsmith/plugin-host";
import { type Device, type ErrorCode, ForgeError, toForgeError } from "@plugsmith/schemas";
import { attachmentOf } from "../bench/device-table.ts";
import type { Release } from "../bench/release.ts";
import type { Clock } from "../clock.ts";
import type { CheckedPackage, StoredPackage } from "../store/stored-package.ts";
import type { CrashLimits } from "./crash-budget.ts";
import { decideHost, type HostCommand, type HostEvent, type HostState, initialHostState } from "./host-state.ts";

export interface HostLimits extends CrashLimits {
  readonly loadMs: number;
  readonly callMs: number;
  readonly stopMs: number;
}

export interface SupervisorPorts {
  readonly clock: Clock;
  readonly limits: HostLimits;
  verify(release: Release): Promise<CheckedPackage>;
  stage(verified: CheckedPackage): Promise<StoredPackage>;
  start(stored: StoredPackage): Promise<PluginProcess>;
  /** Devices to replay when a process starts. */
  devices(): readonly Device[];
  onChange(state: HostState): void;
  onDevice(kind: "attached" | "detached" | "failed", device: Device, error?: ForgeError): void;
  log(message: string): void;
}

export interface Supervisor {
  readonly release: Release;
  state(): HostState;
  process(): PluginProcess | undefined;
  stored(): StoredPackage | undefined;
  /** Devices whose onUSBAttach was sent to the running process. */
  served(): readonly Device[];
  send(event: Extract<HostEvent["type"], "load" | "promote">): void;
  attach(device: Device): Promise<void>;
  detach(device: Device): Promise<void>;
  /**
   * Ends as soon as it may: hooks, then SIGTERM, then SIGKILL. Resolves when nothing of it runs. When another version
   * took over (`handOver`) onUSBDetach is left out: the device is still there and in the other's hands.
   */
  end(handOver?: boolean): Promise<void>;
  /** Ends at once with SIGKILL, whatever runs in it: for a version that may not run any longer. `end` waits for it. */
  cut(): void;
}

/** From closed pipes to the end of the process: what closes them and stays is ended by then. */
const lastWordsMs = 1_000;
/** What bubblewrap ends with when SIGKILL ended what it ran. */
const killedInside = 137;

/** Whether a request failed because the process went, not because of an answer. */
function isGone(thrown: unknown): boolean {
  const error = toForgeError(thrown);
  return (
    error.code === "plugin_not_ready" ||
    (error.cause !== undefined && toForgeError(error.cause).code === "plugin_not_ready")
  );
}

/** Runs one plugin version's state machine: does its commands, feeds their outcome back, guards each with a deadline. */
export function createSupervisor(release: Release, ports: SupervisorPorts, strictReplay: boolean): Supervisor {
  const { clock, limits } = ports;
  let state = initialHostState;
  let process: PluginProcess | undefined;
  let verified: CheckedPackage | undefined;
  let stored: StoredPackage | undefined;
  let cancelTimer = () => {};
  let epoch = 0;
  let handOver = false;
  let hooks = Promise.resolve();
  const served = new Map<string, Device>();
  const waiters: Array<() => void> = [];

  const failureOf = (thrown: unknown, fallback: ErrorCode) => {
    const error = toForgeError(thrown);
    const known = error.code === "unexpected" || error.code === "call_failed" || error.code === "plugin_not_ready";
    return { code: known ? fallback : error.code, message: error.message };
  };

  function dispatch(event: HostEvent): void {
    const [next, commands] = decideHost(state, event, limits);
    const changed = next !== state;
    state = next;
    for (const command of commands) run(command);
    if (changed) ports.onChange(state);
    if (process === undefined && ["stopped", "broken", "idle"].includes(state.phase))
      for (const wake of waiters.splice(0)) wake();
  }

  function arm(ms: number, event: HostEvent): void {
    cancelTimer();
    cancelTimer = clock.after(ms, () => dispatch(event));
  }

  function follow(work: Promise<HostEvent>, fallback: ErrorCode): void {
    const mine = ++epoch;
    const feed = (event: HostEvent) => {
      if (mine === epoch) dispatch(event);
    };
    work.then(feed, (thrown: unknown) => feed({ type: "failed", failure: failureOf(thrown, fallback) }));
  }

  async function sendHook(name: "onLoad" | "onUnload" | "onUSBAttach" | "onUSBDetach", params: object, to = process) {
    if (!to || !stored?.manifest.hooks.includes(name)) return;
    await to.hook(name, { ...params }, { timeoutMs: name === "onLoad" ? limits.loadMs : limits.callMs });
  }

  async function startProcess(): Promise<HostEvent> {
    const bytes = stored;
    if (!bytes) throw new ForgeError("load_failed", { message: "Nothing was staged." });
    served.clear();
    const own = await ports.start(bytes);
    if (state.phase !== "starting") {
      void own.stop({ graceMs: 0 });
      throw new ForgeError("load_failed", { message: "The load was given up before the process ran." });
    }
    process = own;
    void own.exited.then(({ code, signal, reason, ours }) => {
      const how = signal ? `the process was ended by ${signal}` : `the process exited with ${code}`;
      const message = reason ?? how;
      if (process === own) process = undefined;
      served.clear();
      epoch += 1;
      const killed = reason === undefined && ours === undefined && (signal === "SIGKILL" || code === killedInside);
      dispatch({ type: "exited", at: clock.now(), message, killed });
    });
    try {
      return await bringUp(own);
    } catch (thrown) {
      // How it ended says more than that it closed its pipes. A plugin may also pass another's words on, and live.
      if (isGone(thrown)) {
        const late = Promise.withResolvers<void>();
        const cancel = clock.after(lastWordsMs, late.resolve);
        await Promise.race([own.exited, late.promise]);
        cancel();
      }
      throw thrown;
    }
  }

  async function bringUp(own: PluginProcess): Promise<HostEvent> {
    await own.initialize({ timeoutMs: limits.loadMs });
    await sendHook("onLoad", {});
    for (const device of ports.devices()) {
      try {
        served.set(attachmentOf(device), device);
        await sendAttach(device);
      } catch (thrown) {
        if (strictReplay || process !== own) throw thrown;
      }
    }
    await own.ping({ timeoutMs: limits.callMs });
    return { type: "started" };
  }

  async function sendAttach(device: Device): Promise<void> {
    try {
      await sendHook("onUSBAttach", { device });
      ports.onDevice("attached", device);
    } catch (thrown) {
      ports.onDevice("failed", device, toForgeError(thrown));
      throw thrown;
    }
  }

  async function sayGoodbye(): Promise<HostEvent> {
    const own = process;
    if (!own) return { type: "drained" };
    for (const device of handOver ? [] : served.values())
      await sendHook("onUSBDetach", { device }, own).catch((error: Error) =>
        ports.log(`onUSBDetach: ${error.message}`),
      );
    served.clear();
    await sendHook("onUnload", {}, own).catch((error: Error) => ports.log(`onUnload: ${error.message}`));
    return { type: "drained" };
  }

  function run(command: HostCommand): void {
    switch (command.type) {
      case "verify":
        return follow(
          ports.verify(release).then((value) => {
            verified = value;
            return { type: "verified" };
          }),
          "load_failed",
        );
      case "stage":
        if (!verified) return follow(Promise.reject(new ForgeError("load_failed")), "load_failed");
        return follow(
          ports.stage(verified).then((value) => {
            stored = value;
            verified = undefined;
            return { type: "staged" };
          }),
          "load_failed",
        );
      case "start":
        return follow(startProcess(), "load_failed");
      case "drain":
        return follow(sayGoodbye(), "load_failed");
      case "stop":
      case "kill":
        if (process) void process.stop({ graceMs: command.type === "kill" ? 0 : Math.min(1_000, limits.stopMs) });
        else queueMicrotask(() => dispatch({ type: "exited", at: clock.now(), message: "it never ran" }));
        return undefined;
      case "arm":
        return arm(command.limit === "load" ? limits.loadMs : limits.stopMs, { type: "deadline" });
      case "disarm":
        return cancelTimer();
      case "backOff":
        return arm(command.ms, { type: "retry" });
    }
  }

  const inOrder = (work: () => Promise<void>) => {
    const next = hooks.then(work);
    hooks = next.catch(() => {});
    return next;
  };

  return {
    release,
    state: () => state,
    process: () => process,
    stored: () => stored,
    served: () => [...served.values()],
    send: (type) => dispatch({ type }),
    attach: (device) => {
      served.set(attachmentOf(device), device);
      return inOrder(() => sendAttach(device));
    },
    detach: (device) => {
      if (!served.delete(attachmentOf(device))) return Promise.resolve();
      return inOrder(async () => {
        try {
          await sendHook("onUSBDetach", { device });
        } finally {
          ports.onDevice("detached", device);
        }
      });
    },
    end(toOther = false) {
      handOver = toOther;
      dispatch({ type: "drain" });
      const over = process === undefined && ["stopped", "broken", "idle"].includes(state.phase);
      return over ? Promise.resolve() : new Promise((resolve) => waiters.push(resolve));
    },
    cut: () => dispatch({ type: "cut" }),
  };
}
