import { rmSync } from "node:fs";
import { join } from "node:path";
import type { HotplugEvent } from "@plugsmith/schemas";
import { createPluginLogs, type PluginLogs } from "../broker/plugin-log-store.ts";
import type { Clock } from "../clock.ts";
import { canRepeat } from "../hotplug/hotplug-order.ts";
import { createOutbox, type Outbox } from "../report/outbox-store.ts";
import type { AgentMemory } from "./agent-memory.ts";
import { removeHalfWritten } from "./half-written-store.ts";
import { createJournalStore, type JournalRecord } from "./journal-store.ts";
import { killLeftSandboxes } from "./left-sandbox-store.ts";
import { listLeftProcesses } from "./list-left-processes.ts";
import { killOrphans, lockState, readProcessStart } from "./lock-store.ts";
import { createPackageStore, type PackageStore } from "./package-store.ts";
import { createStateStore } from "./state-store.ts";

export interface AgentFolder {
  /** As the last agent left it. */
  readonly memory: AgentMemory;
  readonly packages: PackageStore;
  readonly logs: PluginLogs;
  readonly outbox: Outbox;
  /** Writes the memory. A full disk is logged, not thrown: the agent goes on with what it knows. */
  remember(memory: AgentMemory): void;
  record(record: JournalRecord): void;
  recordProcess(kind: "started" | "exited", plugin: string, pid: number): void;
  /** Hot-plug events in their order, in a journal of their own: it outlives a kill of the agent. */
  recordHotplug(event: HotplugEvent): void;
  /** `<source> <id>` of the events from before this start that could come again. */
  readonly hotplugSeen: readonly string[];
  /** The plugin's own files. */
  dataOf(plugin: string): string;
  /** Where waiting plugin processes have their folders; on the file system of the packages, empty at the start. */
  readonly spares: string;
  close(): void;
}

/** Versions per plugin that stay in the store, so that a way back needs no network. */
const keptVersions = 4;

/**
 * Takes the state folder for this process and opens everything in it; ends plugin processes that a killed agent left.
 * @throws ForgeError `agent_running`, `bench_config_invalid` (unreadable state).
 */
export function openAgentFolder(stateDir: string, clock: Clock, log: (message: string) => void): AgentFolder {
  const unlock = lockState(stateDir);
  try {
    const at = () => new Date(clock.now()).toISOString();
    const journal = createJournalStore(join(stateDir, "journal.ndjson"));
    const hotplug = createJournalStore(join(stateDir, "hotplug.ndjson"));
    const orphans = killOrphans(listLeftProcesses(journal.read())) + killLeftSandboxes(stateDir);
    removeHalfWritten(stateDir);
    if (orphans > 0) log(`${orphans} plugin processes of a killed agent were ended`);
    const state = createStateStore(join(stateDir, "state.json"));
    const memory = state.read();
    const packages = createPackageStore(join(stateDir, "store"));
    packages.prune(new Set(Object.values(memory.plugins).flatMap(({ accepted }) => accepted.slice(-keptVersions))));
    const spares = join(stateDir, "spares");
    rmSync(spares, { recursive: true, force: true });
    const attempt = (what: string, run: () => void) => {
      try {
        run();
      } catch (error) {
        log(`${what} could not be written: ${(error as Error).message}`);
      }
    };
    const record = (entry: JournalRecord, durable = true) =>
      attempt("the journal", () => journal.append(entry, durable));
    record({ at: at(), kind: "agent_started", pid: process.pid });
    return {
      memory,
      packages,
      logs: createPluginLogs(join(stateDir, "logs"), clock),
      outbox: createOutbox(join(stateDir, "outbox")),
      remember: (next) => attempt("state.json", () => state.write(next)),
      record,
      // They serve to end what a killed agent left; after a loss of power nothing is left.
      recordProcess: (kind, plugin, pid) =>
        record({ at: at(), kind: `process_${kind}`, plugin, pid, start: readProcessStart(pid) ?? "" }, false),
      // A loss of power takes the devices along: each is told of anew.
      recordHotplug: (event) =>
        attempt("the hot-plug journal", () => hotplug.append({ at: at(), kind: "hotplug", event }, false)),
      hotplugSeen: hotplug.read().flatMap((entry) => {
        const { source, id } = (entry["event"] ?? {}) as Partial<HotplugEvent>;
        return source === undefined || id === undefined || !canRepeat(source) ? [] : [`${source} ${id}`];
      }),
      dataOf: (plugin) => join(stateDir, "data", plugin),
      spares,
      close() {
        record({ at: at(), kind: "agent_stopped" });
        journal.close();
        hotplug.close();
        unlock();
      },
    };
  } catch (error) {
    unlock();
    throw error;
  }
}
