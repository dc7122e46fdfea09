/**
 * Devices that are attached now, by key, each with its readings.
 * `now` gives milliseconds that never run backwards; `limit` is the number of readings kept per device.
 */
export function createDeviceTable({ now, limit }) {
  const entries = new Map();

  return {
    attach(device) {
      entries.set(device.key, { device, attachedAt: now(), sequence: 0, readings: [] });
    },
    /** Milliseconds the device was attached, or undefined when it was not. */
    detach(key) {
      const entry = entries.get(key);
      entries.delete(key);
      return entry === undefined ? undefined : Math.round(now() - entry.attachedAt);
    },
    get(key) {
      return entries.get(key)?.device;
    },
    keys() {
      return [...entries.keys()];
    },
    /** Takes one reading and answers all that are kept, the newest last. */
    read(key) {
      const entry = entries.get(key);
      if (entry === undefined) return undefined;
      entry.sequence += 1;
      entry.readings.push({ sequence: entry.sequence, connectedMs: Math.round(now() - entry.attachedAt) });
      if (entry.readings.length > limit) entry.readings.splice(0, entry.readings.length - limit);
      return { key, taken: entry.sequence, readings: entry.readings.map((reading) => ({ ...reading })) };
    },
    clear() {
      entries.clear();
    },
  };
}
