import type { Device } from "@plugsmith/schemas";
import type { SlotEvent } from "../host/slot-event.ts";
import type { BenchEventDraft } from "../report/bench-event-draft.ts";
import type { BenchWish } from "./decide-bench.ts";
import { attachmentOf } from "./device-table.ts";

type Attached = Extract<SlotEvent, { kind: "attached" | "detached" }>;

export interface DeviceAnnouncer {
  /** Events of a slot in the order to report them: each attachment once, and only when its plugin answers calls. */
  sort(event: SlotEvent, serving: boolean): readonly SlotEvent[];
  /** Reports for devices that no plugin serves; each once. */
  reportUnserved(devices: readonly Device[], wish: Pick<BenchWish, "devices">): readonly BenchEventDraft[];
}

/** Keeps swaps, restarts and replays from telling of the same device again. */
export function createDeviceAnnouncer(): DeviceAnnouncer {
  const told = new Map<string, Set<string>>();
  const held = new Map<string, Attached[]>();
  const unserved = new Map<string, string>();

  function tell(name: string, event: Attached): readonly SlotEvent[] {
    const own = told.get(name) ?? new Set();
    told.set(name, own);
    const id = attachmentOf(event.device);
    if (event.kind === "detached") return own.delete(id) ? [event] : [];
    if (own.has(id)) return [];
    own.add(id);
    return [event];
  }

  return {
    sort(event, serving) {
      const { name } = event.release;
      switch (event.kind) {
        case "attached":
          if (serving) return tell(name, event);
          held.set(name, [...(held.get(name) ?? []), event]);
          return [];
        case "detached":
          return tell(name, event);
        case "loaded":
        case "swapped": {
          const waiting = held.get(name) ?? [];
          held.delete(name);
          return [event, ...waiting.flatMap((one) => tell(name, one))];
        }
        case "failed":
          held.delete(name);
          return [event];
        case "unloaded":
        case "broken":
          told.delete(name);
          return [event];
        default:
          return [event];
      }
    },
    reportUnserved(devices, wish) {
      const present = new Set(devices.map(attachmentOf));
      for (const id of unserved.keys()) if (!present.has(id)) unserved.delete(id);
      return devices.flatMap((device): BenchEventDraft[] => {
        const { code, plugin, plugins = [] } = wish.devices.get(device.key) ?? {};
        const id = attachmentOf(device);
        // A plugin that would serve it but may not run was told of with its own reason.
        const verdict = code === undefined || plugin !== undefined ? "" : `${code} ${plugins.join(" ")}`;
        if (unserved.get(id) === verdict || verdict === "") {
          if (verdict === "") unserved.delete(id);
          return [];
        }
        unserved.set(id, verdict);
        if (code === "match_ambiguous")
          return [
            {
              type: "forge.plugin.refused",
              code,
              device,
              message: `${plugins.join(" and ")} match this device equally well; none is loaded. A rule with serial or port, or plugins.<name>.enabled: false, decides.`,
            },
          ];
        // A stranger's stick is nobody's business outside this bench: no serial, no names.
        const shown: Device = { ...device, key: device.port, serial: null, manufacturer: null, product: null };
        return [{ type: "forge.device.unknown", device: shown }];
      });
    },
  };
}
