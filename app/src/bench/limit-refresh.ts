/** Pause between fetches that strangers can cause. */
const pauseMs = 10_000;

/**
 * A refresh that anybody may ask for at any rate: askers share the one that is under way, and for ten seconds after one began there is
 * no other. Whoever was not known then asks again later.
 */
export function limitRefresh(refresh: () => Promise<void>, now: () => number): () => Promise<void> {
  let last: { readonly at: number; readonly done: Promise<void> } | undefined;
  return () => {
    if (last && now() - last.at < pauseMs) return last.done;
    last = { at: now(), done: refresh() };
    return last.done;
  };
}
