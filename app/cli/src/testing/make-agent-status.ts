import type { AgentStatus } from "@plugsmith/runner-agent";

const plugin: AgentStatus["plugins"][number] = {
  name: "acme-meter",
  phase: "active",
  version: "1.2.0",
  digest: `sha256:${"a".repeat(64)}`,
  origin: "registry",
  pid: 7,
  crashes: 1,
  proved: [],
  devices: ["S1"],
  callsInFlight: 0,
  calls: 12,
  failedCalls: 2,
  callsPerSecond: 0.4,
  since: "2026-01-01T00:00:00.000Z",
  loadMs: 9,
  lastGood: "1.2.0",
  held: false,
  refusals: [],
  rejected: [],
};

/** A bench with one plugin, three hours after its start. */
export function makeAgentStatus(change: Partial<AgentStatus> = {}): AgentStatus {
  return {
    schemaVersion: 1,
    status: "running",
    id: "lab-1",
    pid: 6,
    startedAt: "2026-01-01T00:00:00.000Z",
    now: "2026-01-01T03:00:00.000Z",
    version: "0.1.0",
    crashBudget: 3,
    isolation: {
      level: "os",
      require: "os",
      boundaries: [
        { boundary: "namespaces", state: "on", detail: "bubblewrap" },
        { boundary: "memory", state: "weak", detail: "prlimit: 512 MiB is the least that holds" },
      ],
      allowUnsigned: false,
    },
    registry: {
      repository: "acme/forge",
      sequence: 41,
      updatedAt: "2026-01-01T00:00:00.000Z",
      reachedAt: "2026-01-01T02:59:48.000Z",
      ageSeconds: 12,
      revoked: 2,
    } as AgentStatus["registry"],
    sources: [
      { source: "registry", state: "watching" },
      { source: "usb", state: "unavailable", message: "no USB on this machine" },
    ],
    devices: [
      {
        key: "S1",
        bus: 1,
        address: 4,
        port: "1-2",
        vendorId: "0403",
        productId: "6001",
        serial: "S1",
        manufacturer: "Acme",
        product: "Meter\u001b[2J",
      },
    ],
    plugins: [plugin],
    outbox: { pending: 0 },
    leases: [],
    leaseQueue: [],
    jobs: { blocked: 0, delayed: 0, waiting: 2, running: 1, cancelling: 0, done: 5, dead: 0, cancelled: 0 },
    spares: 1,
    ...change,
  };
}

/** The same plugin, changed. */
export const makePluginStatus = (change: object): AgentStatus["plugins"][number] => ({ ...plugin, ...change });
