import type { PackageIndex, Permissions } from "@plugsmith/schemas";
import type { Confinement, ConfinementLimits } from "./confinement.ts";
import type { PeerLimits } from "./create-peer.ts";
import type { ProcessExit } from "./process-transport.ts";
import type { Broker, InitializeResult } from "./wire.ts";

export interface PluginLog {
  readonly level: "debug" | "info" | "warn" | "error";
  readonly message: string;
  readonly data?: unknown;
  /** `ctx`: the plugin's own log call; `stderr`: printed text; `host`: a remark of the host about this plugin. */
  readonly source: "ctx" | "stderr" | "host";
}

export interface PortableInterpreter {
  readonly program: string;
  /** Before those that the interpreter itself gets. */
  readonly args: readonly string[];
  readonly readOnly: readonly string[];
}

export interface PluginStart {
  /** Absolute path of the unpacked package. The plugin sees it read-only. */
  readonly folder: string;
  /** Path of the started file below `folder`, as in package-index.json. */
  readonly entry: string;
  readonly runtime?: PackageIndex["runtime"];
  /** Interpreter in WebAssembly in place of the machine's; it holds the plugin by itself where there are no namespaces. */
  readonly interpreter?: PortableInterpreter;
  readonly plugin: { readonly name: string; readonly version: string };
  readonly config: Readonly<Record<string, unknown>>;
  readonly permissions: Permissions;
  readonly confinement: Confinement;
  /** `memoryMiB` defaults to the manifest's permission. */
  readonly limits?: ConfinementLimits & Partial<PeerLimits>;
  readonly broker: Broker;
  readonly onExit?: (exit: ProcessExit) => void;
  readonly onLog?: (log: PluginLog) => void;
  readonly onEmit?: (event: string, data: unknown) => void;
  readonly onProgress?: (fraction: number, message: string) => void;
}

export interface HookOptions {
  readonly timeoutMs: number;
  readonly signal?: AbortSignal | undefined;
}

/** A running plugin. Every method fails with ForgeError only; see Peer.request for the codes. */
export interface PluginProcess {
  readonly pid: number;
  readonly exited: Promise<ProcessExit>;
  /** Hands over plugin and config and imports the code. @throws ForgeError `load_failed`, `load_timeout`. */
  initialize(options?: { timeoutMs?: number }): Promise<InitializeResult>;
  /** Runs a hook by its name; `null` when the plugin does not export it. */
  hook(name: string, params: Record<string, unknown>, options: HookOptions): Promise<unknown>;
  call(method: string, args: unknown, options: HookOptions): Promise<unknown>;
  /** Hands an event to the plugin's subscribers; resolves when they are done. */
  publish(event: string, data: unknown, options?: HookOptions): Promise<void>;
  ping(options: HookOptions): Promise<void>;
  /** Closes its stdin, waits half of `graceMs`, SIGTERM, waits the other half, SIGKILL of the whole group. */
  stop(options?: { graceMs?: number }): Promise<ProcessExit>;
}

/** What the agent depends on instead of a real process; the fake of `@plugsmith/plugin-host/testing` implements it too. */
export type StartPluginProcess = (start: PluginStart) => Promise<PluginProcess>;
