import type { Confinement, StartPluginProcess } from "@plugsmith/plugin-host";
import type { BenchEvent } from "@plugsmith/schemas";
import type { Clock } from "./clock.ts";
import type { AgentStatus } from "./control/render-status.ts";
import type { UsbPort } from "./hotplug/usb-watcher.ts";
import type { VerifyRelease } from "./store/verify-release.ts";

/** What the agent takes from outside; every one has the real thing as its default. */
export interface AgentOptions {
  readonly clock?: Clock;
  readonly fetch?: typeof fetch;
  readonly confinement?: Confinement;
  readonly startProcess?: StartPluginProcess;
  readonly verifyRelease?: VerifyRelease;
  readonly loadUsb?: () => Promise<UsbPort>;
  /** Plugin processes kept ready, for each of the two memory limits used last. Default 1; 0: every start is cold. */
  readonly spares?: number;
  /** How long a plugin whose device is gone stays up, ms. Default 5,000. */
  readonly lingerMs?: number;
  /** Each bench event, as it is also written to the journal and the outbox. */
  readonly onEvent?: (event: BenchEvent) => void;
  readonly log?: (message: string) => void;
}

/** The line that main.ts prints when the agent listens. */
export interface AgentReady {
  readonly schemaVersion: 1;
  readonly status: "ready";
  readonly bench: string;
  readonly pid: number;
  readonly socket: string;
  /** Address of /healthz and /metrics, when http is configured. */
  readonly http: string | null;
  readonly isolation: "os" | "process";
  /** False: this machine has no boundary and the configuration demands one, so nothing is loaded. */
  readonly loads: boolean;
  readonly sources: readonly string[];
}

export interface Agent {
  readonly ready: AgentReady;
  status(): AgentStatus;
  /** The same operations as on the control socket. */
  request(method: string, params?: Readonly<Record<string, unknown>>): Promise<unknown>;
  /** Goodbye hooks, processes stopped, events flushed; below 5 s. */
  close(): Promise<void>;
}
