import type { Permissions } from "@plugsmith/schemas";
import { renderCode } from "./render-code.ts";

/** The permissions of a manifest in words, one sentence each; never empty. */
export function listPermissions(permissions: Permissions): string[] {
  const { network, filesystem, usb, memory, queue } = permissions;
  return [
    ...network.outbound.map(({ host, port }) => `connect to ${renderCode(`${host}:${port}`)}`),
    ...(network.inbound ? ["receive connections"] : []),
    ...filesystem.map(({ path, mode }) => `${mode === "rw" ? "read and write" : "read"} files in ${renderCode(path)}`),
    ...usb.map(({ vendorId, productId, serial, port }) => {
      const only = serial ? ` with serial number ${renderCode(serial)}` : port ? ` at port ${renderCode(port)}` : "";
      return `use the USB device ${renderCode(`${vendorId}:${productId}`)}${only}`;
    }),
    ...queue.map((name) => `take jobs from the queue ${renderCode(name)}`),
    `use up to ${memory} MiB of memory`,
  ];
}

export interface PermissionDifference {
  readonly added: readonly string[];
  readonly dropped: readonly string[];
}

/** What a new version may do that the old one might not, and the other way round. */
export function comparePermissions(before: Permissions, after: Permissions): PermissionDifference {
  const [old, fresh] = [listPermissions(before), listPermissions(after)];
  return { added: fresh.filter((one) => !old.includes(one)), dropped: old.filter((one) => !fresh.includes(one)) };
}
