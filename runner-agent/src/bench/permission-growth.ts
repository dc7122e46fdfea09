import type { Permissions, UsbId } from "@plugsmith/schemas";

const usbCovers = (have: UsbId, want: UsbId) =>
  have.vendorId === want.vendorId &&
  have.productId === want.productId &&
  (have.serial === undefined || have.serial === want.serial) &&
  (have.port === undefined || have.port === want.port);

const pathCovers = (have: string, want: string) => want === have || want.startsWith(`${have}/`);

/** What `want` asks for beyond `have`, in the words of a request (`network:host:port`). Empty: nothing more. */
export function listPermissionGrowth(have: Permissions, want: Permissions): readonly string[] {
  const growth: string[] = [];
  for (const { path, mode } of want.filesystem)
    if (!have.filesystem.some((own) => pathCovers(own.path, path) && (own.mode === "rw" || mode === "ro")))
      growth.push(`filesystem:${mode}:${path}`);
  for (const { host, port } of want.network.outbound)
    if (!have.network.outbound.some((own) => own.host === host && own.port === port))
      growth.push(`network:${host}:${port}`);
  if (want.network.inbound && !have.network.inbound) growth.push("network-inbound");
  for (const id of want.usb)
    if (!have.usb.some((own) => usbCovers(own, id)))
      growth.push(`usb:${[id.vendorId, id.productId, id.serial ?? id.port].filter(Boolean).join(":")}`);
  if (want.memory > have.memory) growth.push(`memory:${want.memory}`);
  for (const queue of want.queue) if (!have.queue.includes(queue)) growth.push(`queue:${queue}`);
  return growth;
}
