import type { Permissions } from "@plugsmith/schemas";

/** What a plugin may do, in sentences. */
export function renderPermissions({ filesystem, network, usb, memory, queue }: Permissions): string[] {
  const hosts = network.outbound.map(({ host, port }) => `${host}:${port}`).join(", ");
  const devices = usb
    .map(({ vendorId, productId, serial }) => `${vendorId}:${productId}${serial ? `:${serial}` : ""}`)
    .join(", ");
  return [
    hosts ? `may reach ${hosts}` : "may reach no host",
    network.inbound ? "may be called over the network" : "may not be called over the network",
    filesystem.length > 0
      ? `may use the files ${filesystem.map(({ path, mode }) => `${path} (${mode})`).join(", ")}`
      : "may use no files",
    devices ? `may use the USB devices ${devices}` : "may use no USB device",
    `may use ${memory} MiB of memory${queue.length > 0 ? ` and the queues ${queue.join(", ")}` : ""}`,
  ];
}
