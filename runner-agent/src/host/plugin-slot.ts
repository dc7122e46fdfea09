import type { HookOptions, PluginProcess } from "@plugsmith/plugin-host";
import { type Device, ForgeError, toForgeError } from "@plugsmith/schemas";
import type { SlotView } from "../bench/plan-bench.ts";
import type { Release } from "../bench/release.ts";
import { withDeadline } from "../with-deadline.ts";
import { createCallRouter } from "./call-router.ts";
import { checkQueue } from "./check-queue.ts";
import type { HostState } from "./host-state.ts";
import type { SlotEvent } from "./slot-event.ts";
import { createSupervisor, type Supervisor, type SupervisorPorts } from "./supervisor.ts";

export type SlotPorts = Omit<SupervisorPorts, "devices" | "onChange" | "onDevice"> & {
  onEvent(event: SlotEvent): void;
};

/** What of a job this room reads; the plugin gets all of it. */
export interface SentJob {
  readonly id: string;
  readonly name: string;
  readonly data: unknown;
}

export interface CallOptions {
  /** Default: the configured limit. */
  readonly timeoutMs?: number | undefined;
  /** Cancels it in the plugin. */
  readonly signal?: AbortSignal;
}

export interface PluginSlot {
  readonly name: string;
  view(): SlotView;
  /** The version that serves calls, and the one that is being tried. */
  active(): Supervisor | undefined;
  candidate(): Supervisor | undefined;
  /** Calls that run or wait. */
  inFlight(): number;
  /** Starts a version beside what runs; it takes over when it is healthy, else what runs is kept. Never rejects. */
  load(release: Release, devices: readonly Device[]): Promise<void>;
  unload(): Promise<void>;
  /**
   * Kills at once every version for which `isWithdrawn` says so, also one that only lets its last calls finish.
   * Resolves when nothing of them runs.
   */
  cut(isWithdrawn: (release: Release) => boolean): Promise<void>;
  attach(device: Device): Promise<void>;
  detach(device: Device): Promise<void>;
  call(caller: string, method: string, args: unknown, options?: CallOptions): Promise<unknown>;
  /**
   * Runs `onJobReceived`; a swap lets it finish on the old process. @throws ForgeError `plugin_not_ready` when it was never
   * sent, `permission_denied` when the manifest has no such hook or queue, `call_failed` when the process ended in the middle.
   */
  deliverJob(job: SentJob, options: HookOptions): Promise<unknown>;
  publish(event: string, data: unknown): void;
  /** Ends everything at once (shutdown): a moment for calls in flight, goodbye hooks, then stop. */
  end(): Promise<void>;
}

/** For calls in flight at shutdown. */
const lastCallsMs = 1_000;

/** One plugin's place on the bench: at most one version serves, at most one is being tried. */
export function createPluginSlot(name: string, ports: SlotPorts): PluginSlot {
  const { clock, limits } = ports;
  const router = createCallRouter<PluginProcess>();
  let active: Supervisor | undefined;
  let candidate: Supervisor | undefined;
  /** Versions that another took over from and that let their calls finish. */
  const retiring = new Set<Supervisor>();
  let busy = false;
  /** When each call in flight ends at the latest. */
  const deadlines = new Set<number>();

  function supervise(
    release: Release,
    devices: () => readonly Device[],
    strict: boolean,
    settle: () => void,
  ): Supervisor {
    const onChange = (state: HostState) => {
      if (["ready", "broken", "stopped"].includes(state.phase) && own !== active) return settle();
      if (own !== active) return;
      if (state.phase === "ready") {
        own.send("promote");
        router.switchTo(own.process());
      } else if (state.phase !== "active") router.switchTo(undefined);
      if (state.phase === "waiting") ports.onEvent({ kind: "crashed", release, crashes: state.crashes.length });
      if (state.phase === "broken" && state.failure) ports.onEvent({ kind: "broken", release, failure: state.failure });
    };
    const own: Supervisor = createSupervisor(
      release,
      {
        ...ports,
        devices,
        onChange,
        onDevice: (kind, device, error) => {
          if (kind === "failed") {
            if (error) ports.onEvent({ kind: "device_failed", release, device, error });
          } else ports.onEvent({ kind, release, device });
        },
      },
      strict,
    );
    return own;
  }

  async function retire(old: Supervisor, handOver: boolean): Promise<void> {
    const process = old.process();
    // A long call that was promised its time is let finish.
    const drainMs = Math.max(limits.callMs, ...[...deadlines].map((at) => at - clock.now()));
    retiring.add(old);
    if (process)
      await withDeadline(clock, router.whenIdle(process), drainMs, "call_timeout", "Draining").catch(() => {});
    await old.end(handOver);
    retiring.delete(old);
  }

  /** Its place is free. One that had broken down was told of before. */
  function leave(own: Supervisor): void {
    if (own !== active) return;
    active = undefined;
    if (own.state().phase !== "broken") ports.onEvent({ kind: "unloaded", release: own.release });
  }

  async function load(release: Release, devices: readonly Device[]): Promise<void> {
    const began = clock.now();
    const previous = active?.state().phase === "broken" ? undefined : active;
    const own = await new Promise<Supervisor>((resolve) => {
      const next: Supervisor = supervise(
        release,
        () => (active && active !== next && previous ? previous.served() : [...wanted.values()]),
        previous !== undefined,
        () => resolve(next),
      );
      const wanted = new Map(devices.map((device) => [device.key, device]));
      candidate = next;
      next.send("load");
    });
    candidate = undefined;
    const { phase, failure } = own.state();
    const process = own.process();
    if (phase !== "ready" || process === undefined) {
      await own.end();
      if (phase === "stopped") return;
      ports.onEvent({
        kind: "failed",
        release,
        failure: failure ?? { code: "load_failed", message: "It ended before it was ready." },
        ...(previous && active === previous ? { kept: previous.release } : {}),
      });
      return;
    }
    // What ran may have been cut meanwhile.
    const replaced = active === previous ? previous : undefined;
    active = own;
    own.send("promote");
    router.switchTo(process);
    const ms = clock.now() - began;
    const stored = own.stored();
    const needs = stored?.manifest.dependencies.map(({ name }) => name) ?? [];
    if (replaced) ports.onEvent({ kind: "swapped", release, previous: replaced.release, ms, needs });
    else ports.onEvent({ kind: "loaded", release, ms, proved: stored?.proved ?? [], needs });
    if (previous) await retire(previous, true);
  }

  const whileBusy = async (work: () => Promise<void>) => {
    busy = true;
    try {
      await work();
    } finally {
      busy = false;
    }
  };

  return {
    name,
    view() {
      if (busy) return { name, phase: "busy", devices: active?.served() ?? [] };
      if (!active) return { name, phase: "empty", devices: [] };
      const { phase } = active.state();
      const digest = active.release.digest;
      if (phase === "broken") return { name, phase, digest, devices: [] };
      return { name, phase: phase === "active" ? "active" : "busy", digest, devices: active.served() };
    },
    active: () => active,
    candidate: () => candidate,
    inFlight: () => router.size(),
    load: (release, devices) => whileBusy(() => load(release, devices)),
    unload: () =>
      whileBusy(async () => {
        const old = active;
        if (!old) return;
        router.switchTo(undefined);
        await retire(old, false);
        leave(old);
      }),
    async cut(isWithdrawn) {
      const living = [...new Set([candidate, active, ...retiring])].filter((own) => own !== undefined);
      const withdrawn = living.filter(({ release }) => isWithdrawn(release));
      for (const own of withdrawn) own.cut();
      await Promise.all(withdrawn.map((own) => own.end().then(() => leave(own))));
    },
    attach: async (device) => active?.attach(device).catch(() => {}),
    detach: async (device) =>
      active?.detach(device).catch((error: Error) => ports.log(`${name}: onUSBDetach: ${error.message}`)),
    async call(caller, method, args, { timeoutMs = limits.callMs, signal } = {}) {
      const methods = active?.stored()?.manifest.methods ?? [];
      if (active?.state().phase === "active" && !methods.includes(method))
        throw new ForgeError("method_unknown", {
          message: `${name} has no method ${JSON.stringify(method.slice(0, 60))}.`,
          hint: methods.length > 0 ? `It has: ${methods.join(", ")}.` : "Its manifest declares none.",
        });
      let expired = false;
      const deadline = clock.now() + timeoutMs;
      deadlines.add(deadline);
      const work = router.call(caller, (process) => {
        // A call that waited too long was already answered with a time-out: sending it now would do it twice.
        if (expired) return Promise.reject(new ForgeError("call_timeout"));
        if (signal?.aborted) return Promise.reject(new ForgeError("call_cancelled"));
        return process.call(method, args, { timeoutMs, signal });
      });
      try {
        return await withDeadline(clock, work, timeoutMs, "call_timeout", `${name}.${method}`);
      } finally {
        expired = true;
        deadlines.delete(deadline);
      }
    },
    deliverJob(job, options) {
      const manifest = active?.stored()?.manifest;
      if (active?.state().phase === "active" && manifest) checkQueue(manifest, job.name);
      return router.call(`job:${job.id}`, (process) =>
        options.signal?.aborted
          ? Promise.reject(new ForgeError("call_cancelled"))
          : process.hook("onJobReceived", { job }, options).catch((thrown: unknown) => {
              const error = toForgeError(thrown);
              if (error.code !== "plugin_not_ready") throw error;
              throw new ForgeError("call_failed", { message: error.message, cause: error });
            }),
      );
    },
    publish: (event, data) =>
      void active
        ?.process()
        ?.publish(event, data)
        .catch((error: Error) => ports.log(`${name}: event ${event}: ${error.message}`)),
    async end() {
      const process = active?.process();
      router.switchTo(undefined);
      if (process)
        await withDeadline(clock, router.whenIdle(process), lastCallsMs, "call_timeout", "Draining").catch(() => {});
      await Promise.all([candidate?.end(), active?.end()]);
    },
  };
}
