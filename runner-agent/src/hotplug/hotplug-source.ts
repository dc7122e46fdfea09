import { randomUUID } from "node:crypto";
import type { HotplugEvent } from "@plugsmith/schemas";
import type { SeenDevice } from "../bench/device-table.ts";

export interface SourceStatus {
  readonly source: HotplugEvent["source"];
  /** unavailable: this machine has none; failing: it worked or will, the message says why not now. */
  readonly state: "starting" | "watching" | "unavailable" | "failing" | "stopped";
  readonly code?: string;
  readonly message?: string;
  /** Where it listens, if it does. */
  readonly address?: string;
}

/** One outside thing that says when devices or plugins come and go. Nothing it meets ends the agent. */
export interface HotplugSource {
  start(emit: (event: HotplugEvent) => void): Promise<void>;
  stop(): Promise<void>;
  status(): SourceStatus;
}

/** A device event in the form all sources speak; the bench gives the final key (see device-table.ts). */
export function makeDeviceEvent(
  source: HotplugEvent["source"],
  kind: "device_attached" | "device_detached",
  device: SeenDevice,
  now: number,
): HotplugEvent {
  return {
    schemaVersion: 1,
    id: randomUUID(),
    source,
    kind,
    at: new Date(now).toISOString(),
    device: { key: device.serial || device.port, ...device },
  };
}
