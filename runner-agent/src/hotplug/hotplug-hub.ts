import { type HotplugEvent, parseHotplugEvent, toForgeError } from "@plugsmith/schemas";
import { createHotplugOrder } from "./hotplug-order.ts";

export interface HotplugPorts {
  /** Ids of `source id` that were taken before this start. */
  readonly seenBefore: Iterable<string>;
  /** Writes the event where a kill does not reach it, before anybody acts on it. */
  record(event: HotplugEvent): void;
  /** Who hears of it, in this order. One that throws does not keep it from the next. */
  readonly listeners: readonly ((event: HotplugEvent) => void)[];
  log(message: string): void;
}

/** The one door for all sources: an event that fits its schema and says something new is recorded, then told. */
export function createHotplugHub(ports: HotplugPorts): (event: HotplugEvent) => void {
  const order = createHotplugOrder(ports.seenBefore);
  return (given) => {
    const parsed = parseHotplugEvent(given);
    if (!parsed.ok) {
      const words = parsed.issues.map(({ path, message }) => `${path} ${message}`).join("; ");
      return ports.log(`an event of the source ${given.source} was dropped, it does not fit its schema: ${words}`);
    }
    for (const event of order.admit(parsed.value)) {
      ports.record(event);
      for (const listen of ports.listeners)
        try {
          listen(event);
        } catch (error) {
          ports.log(`${event.source} ${event.kind}: ${toForgeError(error).message}`);
        }
    }
  };
}
