import { type Confinement, planSyscallFilter } from "@plugsmith/plugin-host";
import type { BenchConfig } from "@plugsmith/schemas";
import type { BenchConductor } from "../bench/bench-conductor.ts";
import type { PluginSlot } from "../host/plugin-slot.ts";
import type { SourceStatus } from "../hotplug/hotplug-source.ts";
import type { JobStats } from "../jobs/count-states.ts";
import type { LeaseView, WaitingView } from "../leases/render-lease.ts";
import type { RegistryStanding } from "../registry/registry-standing.ts";
import type { WakeStreamStatus } from "../registry/wake-stream.ts";
import { recallPlugin } from "../store/agent-memory.ts";
import { agentVersion } from "./hello.ts";
import { listBoundaries } from "./list-boundaries.ts";
import type { ActivityView } from "./plugin-activity.ts";

export interface StatusFacts {
  readonly config: BenchConfig;
  readonly startedAt: string;
  readonly now: number;
  readonly confinement: Confinement;
  readonly require: "os" | "process";
  /** How far the registry may be believed now. */
  readonly standing: RegistryStanding;
  /** Over which the bot says that the registry may have changed; undefined: there is no bot. */
  readonly stream: WakeStreamStatus | undefined;
  readonly sources: readonly SourceStatus[];
  readonly outbox: { readonly pending: number; readonly lastError?: string };
  readonly leases: readonly LeaseView[];
  /** Who waits for a lease, first first. */
  readonly leaseQueue: readonly WaitingView[];
  /** Jobs by state. */
  readonly jobs: JobStats["total"];
  /** Plugin processes that wait, ready, for a plugin. */
  readonly spares: number;
  activityOf(plugin: string): ActivityView;
}

function renderSlot(slot: PluginSlot | undefined) {
  const active = slot?.active();
  const candidate = slot?.candidate();
  return {
    phase: active?.state().phase ?? (candidate ? "loading" : "stopped"),
    ...(active
      ? {
          version: active.release.version,
          digest: active.release.digest,
          origin: active.release.origin,
          pid: active.process()?.pid ?? null,
          crashes: active.state().crashes.length,
          proved: active.stored()?.proved ?? [],
        }
      : {}),
    ...(candidate ? { trying: { version: candidate.release.version, phase: candidate.state().phase } } : {}),
    devices: active?.served().map(({ key }) => key) ?? [],
    callsInFlight: slot?.inFlight() ?? 0,
  };
}

/** What `plugsmith agent status --json` prints: what runs, what does not and why, and how old the data is. */
export function renderStatus(conductor: BenchConductor, facts: StatusFacts) {
  const memory = conductor.memory();
  const wish = conductor.wish();
  const names = new Set([...conductor.slots().keys(), ...wish.refusals.keys(), ...wish.wanted.keys(), ...wish.folder]);
  for (const name of Object.keys(memory.plugins)) names.add(name);
  const blocked = facts.require === "os" && facts.confinement.level === "process";
  const age = memory.registryAt === undefined ? null : Math.round((facts.now - Date.parse(memory.registryAt)) / 1000);
  return {
    schemaVersion: 1,
    status: blocked ? "blocked" : "running",
    id: facts.config.id,
    pid: process.pid,
    startedAt: facts.startedAt,
    now: new Date(facts.now).toISOString(),
    version: agentVersion,
    crashBudget: facts.config.limits?.crashes ?? 3,
    isolation: {
      level: facts.confinement.level,
      require: facts.require,
      ...(facts.confinement.reason === undefined ? {} : { reason: facts.confinement.reason }),
      ...(blocked ? { code: "confinement_unavailable", message: "Nothing is loaded on this machine." } : {}),
      boundaries: listBoundaries(facts.confinement, planSyscallFilter(process.arch) !== undefined),
      allowUnsigned: facts.config.isolation?.allowUnsigned === true,
    },
    registry: {
      repository: facts.config.registry.repository,
      sequence: memory.registrySequence,
      updatedAt: memory.registry?.updatedAt ?? null,
      reachedAt: memory.registryAt ?? null,
      ageSeconds: age,
      revoked: Object.keys(memory.revoked).length,
      ...facts.standing,
      stream: facts.stream ?? null,
      // Why the newest look was refused, if it was.
      refusal: facts.sources.find(({ source, state }) => source === "registry" && state === "failing") ?? null,
    },
    sources: facts.sources,
    devices: [...conductor.devices().values()].map((device) => ({ ...device, ...wish.devices.get(device.key) })),
    plugins: [...names].sort().map((name) => {
      const own = recallPlugin(memory, name);
      return {
        name,
        ...renderSlot(conductor.slots().get(name)),
        ...facts.activityOf(name),
        lastGood: own.lastGood?.version ?? null,
        held: own.held === true,
        refusals: wish.refusals.get(name) ?? [],
        rejected: Object.entries(own.rejected).map(([digest, rejection]) => ({ digest, ...rejection })),
      };
    }),
    outbox: facts.outbox,
    leases: facts.leases,
    leaseQueue: facts.leaseQueue,
    jobs: facts.jobs,
    spares: facts.spares,
  };
}

export type AgentStatus = ReturnType<typeof renderStatus>;
