/** Ids of webhook events that were handled: the newest `limit` of them, so that memory cannot grow without end. */
export function createSeenEvents(limit = 10_000) {
  const ids = new Set();
  return {
    /** True when the id is new; it is remembered at once, so that two at the same time are handled once. */
    add(id) {
      if (ids.has(id)) return false;
      ids.add(id);
      if (ids.size > limit) ids.delete(ids.values().next().value);
      return true;
    },
    forget(id) {
      ids.delete(id);
    },
    get size() {
      return ids.size;
    },
  };
}
