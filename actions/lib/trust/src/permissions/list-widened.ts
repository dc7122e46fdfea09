import type { Permissions } from "@plugsmith/schemas";

const empty: Permissions = {
  filesystem: [],
  network: { outbound: [], inbound: false },
  usb: [],
  memory: 0,
  queue: [],
};

/**
 * What `after` may do that `before` might not, as a set of permissions of the same shape; null when it asks for nothing
 * more. What cannot be shown to be covered counts as more. `before` null: a plugin without a version that is in force.
 */
export function listWidened(before: Permissions | null, after: Permissions): Permissions | null {
  const old = before ?? empty;
  const widened: Permissions = {
    filesystem: after.filesystem.filter(
      ({ path, mode }) => !old.filesystem.some((had) => had.path === path && (had.mode === "rw" || mode === "ro")),
    ),
    network: {
      outbound: after.network.outbound.filter(
        ({ host, port }) => !old.network.outbound.some((had) => had.host === host && had.port === port),
      ),
      inbound: after.network.inbound && !old.network.inbound,
    },
    usb: after.usb.filter(
      (rule) =>
        !old.usb.some(
          (had) =>
            had.vendorId === rule.vendorId &&
            had.productId === rule.productId &&
            // A rule for every such device covers one for a single device, not the other way round.
            (had.serial === undefined || had.serial === rule.serial) &&
            (had.port === undefined || had.port === rule.port),
        ),
    ),
    memory: after.memory > old.memory ? after.memory : 0,
    queue: after.queue.filter((name) => !old.queue.includes(name)),
  };
  const { filesystem, network, usb, memory, queue } = widened;
  const lists = [filesystem, network.outbound, usb, queue];
  return lists.some((list) => list.length > 0) || network.inbound || memory > 0 ? widened : null;
}
