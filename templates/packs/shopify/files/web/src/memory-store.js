/** @import { Store } from "./types.js" */

/** Records in memory, for tests and one process. @returns {Store & {records: Map<string, unknown>}} */
export function createMemoryStore() {
  /** @type {Map<string, unknown>} */
  const records = new Map();
  return {
    records,
    get: async (kind, key) => structuredClone(records.get(`${kind} ${key}`)),
    set: async (kind, key, value) => void records.set(`${kind} ${key}`, structuredClone(value)),
    async forgetShop(shop) {
      for (const name of records.keys()) {
        const key = name.slice(name.indexOf(" ") + 1);
        if (key === shop || key.startsWith(`${shop} `)) records.delete(name);
      }
    },
  };
}
