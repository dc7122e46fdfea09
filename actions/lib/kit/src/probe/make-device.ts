import type { Device, UsbId } from "@plugsmith/schemas";

/** A device that fits a manifest's USB rule; what the rule leaves open is made up. */
export function makeDevice(rule: UsbId): Device {
  const port = rule.port ?? "1-1";
  return {
    key: rule.serial ?? port,
    bus: 1,
    address: 7,
    port,
    vendorId: rule.vendorId,
    productId: rule.productId,
    serial: rule.serial ?? null,
    manufacturer: "Plugsmith",
    product: "Made-up device",
  };
}
