import type { Device } from "@plugsmith/schemas";
import type { LeasePlaces } from "./lease-book.ts";

export interface BenchView {
  devices(): readonly Device[];
  /** Devices that a plugin serves now. */
  servedBy(plugin: string): readonly Device[];
}

const plugin = "plugin:";
const device = "device:";

/** Which devices of a bench a wish means, and which plugins and devices belong together. */
export function createBenchPlaces(bench: BenchView): LeasePlaces {
  const serves = (one: string, other: string) =>
    one.startsWith(plugin) &&
    other.startsWith(device) &&
    bench.servedBy(one.slice(plugin.length)).some(({ key }) => key === other.slice(device.length));
  return {
    subjectsOf(want) {
      if ("plugin" in want) return [plugin + want.plugin];
      const text = want.device;
      const all = bench.devices();
      const exact = all.filter(({ key, port, serial }) => text === key || text === serial || text === port);
      const found = exact.length > 0 ? exact : all.filter((one) => `${one.vendorId}:${one.productId}` === text);
      return found.map(({ key }) => device + key);
    },
    clash: (one, other) => one === other || serves(one, other) || serves(other, one),
  };
}
