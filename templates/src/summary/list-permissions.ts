import type { Permissions } from "@plugsmith/schemas";
import { quoteMarkdown } from "../escape/quote-markdown.ts";

/** Each thing the plugin may do as one Markdown sentence; the list of an empty set of permissions is empty, but for memory. */
export function listPermissions(permissions: Permissions): string[] {
  const { filesystem, network, usb, memory, queue } = permissions;
  return [
    ...network.outbound.map(({ host, port }) => `calls ${quoteMarkdown(`${host}:${port}`)} over the network`),
    ...(network.inbound ? ["receives calls from the network"] : []),
    ...filesystem.map(
      ({ path, mode }) => `${mode === "rw" ? "reads and writes" : "reads"} ${quoteMarkdown(path)} in its data folder`,
    ),
    ...usb.map(({ vendorId, productId, serial, port }) =>
      [
        `uses the USB device ${quoteMarkdown(`${vendorId}:${productId}`)}`,
        ...(serial === undefined ? [] : [`serial number ${quoteMarkdown(serial)}`]),
        ...(port === undefined ? [] : [`on port ${quoteMarkdown(port)}`]),
      ].join(", "),
    ),
    ...queue.map((name) => `takes jobs from the queue ${quoteMarkdown(name)}`),
    `uses up to ${memory} MiB of memory`,
  ];
}
