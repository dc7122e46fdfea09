import { join } from "node:path";
import { ForgeError } from "@plugsmith/schemas";
import { connectPlugin } from "./connect-plugin.ts";
import { guardFamily } from "./guard-family.ts";
import { planConfinedLaunch } from "./plan-confined-launch.ts";
import { planPluginProgram } from "./plan-plugin-program.ts";
import type { PluginProcess, PluginStart } from "./plugin-process.ts";
import { readProcessUsage } from "./read-process-usage.ts";
import { readRuntimeBinds } from "./read-runtime-binds.ts";
import { startEnclosed } from "./start-enclosed.ts";

/** Node's side of the protocol; build-actions.ts puts a copy beside each bundle. */
export const childEntryPath = join(import.meta.dirname, "child-entry.mjs");

/** What every plugin process gets, unless its start says otherwise. */
export const defaultLimits = { processes: 64, openFiles: 256, fileSizeMiB: 64 };

/** bubblewrap has two processes of its own, before and inside the namespaces. */
const wrapperProcesses = 2;
/** What an interpreter reserves besides what it uses. */
const addressOverheadMiB = 128;
/** WebAssembly holds the interpreter and the plugin in one memory. */
const portableMemoryMiB = 2_048;
/** Processes of a family share pages that are counted for each. */
const familyMemoryMiB = 1_024;
/** Runtimes that reserve about as much address space as they use. */
const isNarrow = (runtime: string) => runtime === "python" || runtime === "bash" || runtime === "php";

function planStart(start: PluginStart) {
  const { folder, entry, runtime = "node", permissions, confinement, limits = {}, interpreter } = start;
  if (runtime !== "node" && !interpreter && confinement.level !== "os")
    throw new ForgeError("confinement_unavailable", {
      message: `A ${runtime} plugin is not started: this machine offers no operating-system boundary (${confinement.reason ?? "no namespaces"}).`,
      hint: "Node's permission model holds Node only. Allow bubblewrap its namespaces, or use runtime node.",
    });
  const { program, args, readOnly, system } = planPluginProgram({
    runtime,
    folder,
    entry,
    childEntry: childEntryPath,
    nodeBinary: process.execPath,
    binds: interpreter ? undefined : readRuntimeBinds(runtime),
    interpreter,
  });
  const { maxMessageBytes: _bytes, maxInFlight: _open, ...confined } = limits;
  return planConfinedLaunch({
    program,
    args,
    cwd: folder,
    binds: { readOnly, readWrite: [] },
    system,
    limits: {
      memoryMiB: interpreter ? Math.max(permissions.memory, portableMemoryMiB) : permissions.memory,
      ...(!interpreter && isNarrow(runtime) ? { addressSpaceMiB: permissions.memory + addressOverheadMiB } : {}),
      ...defaultLimits,
      ...confined,
    },
    confinement,
    environment: {},
  });
}

/**
 * Starts plugin code in a process of its own behind `start.confinement` and connects to it.
 * @throws ForgeError `tool_missing` when the runtime's program is missing, `load_failed` for an entry outside the folder,
 * `confinement_unavailable` for a runtime without a permission model of its own where there are no namespaces.
 */
export async function startPluginProcess(start: PluginStart): Promise<PluginProcess> {
  const { permissions, limits = {}, onLog, runtime = "node", confinement } = start;
  const processes = limits.processes ?? defaultLimits.processes;
  const transport = await startEnclosed(planStart(start), start.folder, confinement.cgroups, {
    memoryMiB: start.interpreter ? Math.max(permissions.memory, portableMemoryMiB) : permissions.memory,
    processes: processes + wrapperProcesses,
    runtime,
  });
  // Node can start no process under its permission model.
  if (runtime !== "node")
    guardFamily(
      transport,
      {
        processes: processes + wrapperProcesses,
        memoryMiB: Math.max(familyMemoryMiB, permissions.memory * 2),
      },
      readProcessUsage,
      (message) => onLog?.({ level: "error", message, source: "host" }),
    );
  return connectPlugin(transport, start);
}
