/** Ids of webhook events that were handled: the newest `limit` of them, so that memory cannot grow without end. */
export function createSeenEvents(limit = 10_000) {
  /** @type {Set<string>} */
  const ids = new Set();
  return {
    /** True when the id is new; it is remembered at once, so that two at the same time are handled once. @param {string} id */
    add(id) {
      if (ids.has(id)) return false;
      ids.add(id);
      const [oldest] = ids;
      if (ids.size > limit && oldest !== undefined) ids.delete(oldest);
      return true;
    },
    /** @param {string} id */
    forget(id) {
      ids.delete(id);
    },
    get size() {
      return ids.size;
    },
  };
}
