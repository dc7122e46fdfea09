import type { Device, HotplugEvent } from "@plugsmith/schemas";

export interface HotplugOrder {
  /**
   * What follows from an event, in order: nothing when it was seen before or changes nothing, else the event itself,
   * after the end of another device that it replaces in the same place or port.
   */
  admit(event: HotplugEvent): readonly HotplugEvent[];
}

/** Ids that are kept: more than anybody repeats within the window of the signature. */
const mostIds = 20_000;

/** Whether an id can come twice: others choose those of the webhook; every other source makes each event a new one. */
export const canRepeat = (source: HotplugEvent["source"]): boolean => source === "webhook";

const placeOf = ({ source }: HotplugEvent, { bus, address }: Device) => `${source}:${bus}.${address}`;

const isSame = (one: Device, other: Device) =>
  one.port === other.port &&
  one.vendorId === other.vendorId &&
  one.productId === other.productId &&
  one.serial === other.serial;

/**
 * Makes one clean stream of what several sources say: each id of others once, and for each port and each place on a bus attach and
 * detach strictly in turn. `seenBefore`: ids from before a restart.
 */
export function createHotplugOrder(seenBefore: Iterable<string> = []): HotplugOrder {
  const seen = new Set<string>(seenBefore);
  const present = new Map<string, Device>();

  function admitDevice(event: HotplugEvent, device: Device): readonly HotplugEvent[] {
    const place = placeOf(event, device);
    const old = present.get(place);
    if (event.kind === "device_detached") {
      if (!old) return [];
      present.delete(place);
      // The source may know less of a device that is gone than when it came.
      return [{ ...event, device: old }];
    }
    if (old && isSame(old, device)) return [];
    const gone: HotplugEvent[] = [];
    for (const [other, here] of present) {
      // After a replug the new device may be announced before the old one's end (facts/usb.md, 5).
      const replaced = other === place || (other.startsWith(`${event.source}:`) && here.port === device.port);
      if (!replaced) continue;
      present.delete(other);
      const id = `${event.id}-${gone.length}`.slice(-80);
      gone.push({ ...event, id, kind: "device_detached", device: here });
    }
    present.set(place, device);
    return [...gone, event];
  }

  return {
    admit(event) {
      if (canRepeat(event.source)) {
        const id = `${event.source} ${event.id}`;
        if (seen.has(id)) return [];
        seen.add(id);
        for (const oldest of seen) {
          if (seen.size <= mostIds) break;
          seen.delete(oldest);
        }
      }
      return event.device ? admitDevice(event, event.device) : [event];
    },
  };
}
