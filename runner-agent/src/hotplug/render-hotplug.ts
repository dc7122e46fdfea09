import type { HotplugEvent } from "@plugsmith/schemas";

/** Events with this beginning come from the agent; a plugin cannot make one up. */
export const agentEvents = "hotplug.";

/**
 * A hot-plug event for plugins that subscribe to `hotplug.<kind>`. What a device says of itself is left out: a plugin
 * learns serial and names of its own devices by onUSBAttach, and those of others are none of its business.
 */
export function renderHotplug({ source, kind, at, device, plugin }: HotplugEvent): [event: string, data: object] {
  const shown = device && { port: device.port, vendorId: device.vendorId, productId: device.productId };
  const { name, version } = plugin ?? {};
  return [
    `${agentEvents}${kind}`,
    {
      source,
      at,
      ...(shown ? { device: shown } : {}),
      ...(name ? { plugin: { name, ...(version ? { version } : {}) } } : {}),
    },
  ];
}
