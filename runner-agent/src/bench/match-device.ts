import type { Device, UsbId } from "@plugsmith/schemas";

/** A plugin as matching sees it: its name and its rules. */
export interface Matchable {
  readonly name: string;
  readonly usb: readonly UsbId[];
}

export type DeviceMatch =
  | { readonly kind: "matched"; readonly plugin: string }
  | { readonly kind: "none" }
  | { readonly kind: "ambiguous"; readonly plugins: readonly string[] };

/** How exactly a rule names this device: 0 no match, 1 ids, 3 ids and port, 5 ids and serial, 7 all. */
export function rateRule(rule: UsbId, device: Device): number {
  if (rule.vendorId !== device.vendorId || rule.productId !== device.productId) return 0;
  if (rule.serial !== undefined && rule.serial !== device.serial) return 0;
  if (rule.port !== undefined && rule.port !== device.port) return 0;
  return 1 + (rule.port === undefined ? 0 : 2) + (rule.serial === undefined ? 0 : 4);
}

/** The plugin with the most specific rule (serial > port > ids). Two equally good plugins: none is chosen. */
export function matchDevice(device: Device, plugins: readonly Matchable[]): DeviceMatch {
  let best = 0;
  let names: string[] = [];
  for (const plugin of plugins) {
    const rating = Math.max(0, ...plugin.usb.map((rule) => rateRule(rule, device)));
    if (rating === 0 || rating < best) continue;
    if (rating > best) names = [];
    best = rating;
    names.push(plugin.name);
  }
  const [only, second] = names;
  if (only === undefined) return { kind: "none" };
  return second === undefined ? { kind: "matched", plugin: only } : { kind: "ambiguous", plugins: names.sort() };
}
