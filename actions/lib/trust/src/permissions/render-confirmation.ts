import { computeDigest, type Permissions } from "@plugsmith/schemas";

const byText = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);

/** The same set always gives the same text, however the manifest orders it. */
function renderSet({ filesystem, network, usb, memory, queue }: Permissions): string {
  const lines = [
    ...filesystem.map(({ path, mode }) => ["filesystem", path, mode]),
    ...network.outbound.map(({ host, port }) => ["outbound", host, port]),
    ["inbound", network.inbound],
    ...usb.map(({ vendorId, productId, serial, port }) => ["usb", vendorId, productId, serial ?? null, port ?? null]),
    ["memory", memory],
    ...queue.map((name) => ["queue", name]),
  ];
  return lines
    .map((line) => JSON.stringify(line))
    .sort(byText)
    .join("\n");
}

/** Digest of a set of permissions, whatever its order. */
export const computePermissionsDigest = (permissions: Permissions): string =>
  computeDigest(Buffer.from(renderSet(permissions)));

/**
 * The line that an approval must contain to confirm these permissions. Twelve digits: the approval is bound to the exact
 * commit anyway, the line only shows that the approver looked at the difference.
 */
export const renderConfirmation = (permissions: Permissions): string =>
  `/forge permissions ${computePermissionsDigest(permissions).slice("sha256:".length, "sha256:".length + 12)}`;
