import type { Device } from "@plugsmith/schemas";
import type { BenchWish } from "./decide-bench.ts";
import { attachmentOf } from "./device-table.ts";
import type { Release } from "./release.ts";

/** One plugin's place on the bench as planning sees it. */
export interface SlotView {
  readonly name: string;
  /** busy: a load, swap or unload is under way; the plan waits for its end. */
  readonly phase: "empty" | "busy" | "active" | "broken";
  /** Digest that runs (active) or that is broken. */
  readonly digest?: string;
  /** Devices whose onUSBAttach was sent and whose onUSBDetach was not. */
  readonly devices: readonly Device[];
}

export type BenchAction =
  | {
      readonly kind: "load";
      readonly name: string;
      readonly release: Release;
      readonly devices: readonly Device[];
    }
  | { readonly kind: "swap"; readonly name: string; readonly release: Release }
  | { readonly kind: "unload"; readonly name: string }
  | { readonly kind: "attach"; readonly name: string; readonly device: Device }
  | { readonly kind: "detach"; readonly name: string; readonly device: Device };

/** The steps from what runs to what should run. Doing them and planning again gives nothing. */
export function planBench(wish: Pick<BenchWish, "wanted">, slots: readonly SlotView[]): readonly BenchAction[] {
  const actions: BenchAction[] = [];
  const views = new Map(slots.map((slot) => [slot.name, slot]));
  for (const slot of slots)
    if (!wish.wanted.has(slot.name) && (slot.phase === "active" || slot.phase === "broken"))
      actions.push({ kind: "unload", name: slot.name });
  for (const [name, { target, start, devices }] of wish.wanted) {
    const slot = views.get(name);
    if (slot === undefined || slot.phase === "empty") actions.push({ kind: "load", name, release: start, devices });
    else if (slot.phase === "broken") {
      if (slot.digest !== target.digest) actions.push({ kind: "load", name, release: target, devices });
    } else if (slot.phase === "active") {
      const have = new Set(slot.devices.map(attachmentOf));
      const want = new Set(devices.map(attachmentOf));
      for (const device of slot.devices)
        if (!want.has(attachmentOf(device))) actions.push({ kind: "detach", name, device });
      for (const device of devices) if (!have.has(attachmentOf(device))) actions.push({ kind: "attach", name, device });
      if (slot.digest !== target.digest) actions.push({ kind: "swap", name, release: target });
    }
  }
  return actions;
}
