import type { AgentStatus } from "@plugsmith/runner-agent";

type Words = Readonly<Record<string, unknown>>;

const isWords = (value: unknown): value is Words =>
  typeof value === "object" && value !== null && !Array.isArray(value);
const fill = (defaults: Words, value: unknown): Words => ({ ...defaults, ...(isWords(value) ? value : {}) });
const list = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);

const noJobs = { blocked: 0, delayed: 0, waiting: 0, running: 0, cancelling: 0, done: 0, dead: 0, cancelled: 0 };
const noPlugin = {
  phase: "stopped",
  devices: [],
  callsInFlight: 0,
  calls: 0,
  failedCalls: 0,
  callsPerSecond: 0,
  since: null,
  loadMs: null,
  lastGood: null,
  held: false,
  refusals: [],
  rejected: [],
};

/**
 * The status of an agent as this version shows it. An agent of the version before does not say all of it (protocol 1: no
 * boundaries, no queues of leases, no counts of calls): what it does not say is empty here, never guessed.
 */
export function completeStatus(said: unknown): AgentStatus {
  const status = fill({ version: "of an older version", crashBudget: 3, spares: 0, sources: [], devices: [] }, said);
  return {
    ...status,
    now: status["now"] ?? new Date().toISOString(),
    isolation: fill({ boundaries: [], allowUnsigned: false }, status["isolation"]),
    registry: fill({ stream: null, refusal: null, revoked: 0, ageSeconds: null }, status["registry"]),
    plugins: list(status["plugins"]).map((plugin) => fill(noPlugin, plugin)),
    outbox: fill({ pending: 0 }, status["outbox"]),
    leases: list(status["leases"]).map((lease) => fill({ id: "", reason: "" }, lease)),
    leaseQueue: list(status["leaseQueue"]),
    jobs: fill(noJobs, status["jobs"]),
  } as unknown as AgentStatus;
}
