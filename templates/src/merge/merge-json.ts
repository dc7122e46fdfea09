import { isDeepStrictEqual } from "node:util";
import { renderJson } from "../render-json.ts";

type Json = Readonly<Record<string, unknown>>;
const isObject = (value: unknown): value is Json =>
  typeof value === "object" && value !== null && !Array.isArray(value);
const own = (value: Json, key: string) => (Object.hasOwn(value, key) ? value[key] : undefined);

/** undefined stands for "not there" on every side; `clash` reports a key that both sides changed differently. */
function mergeValue(base: unknown, ours: unknown, theirs: unknown, clash: () => void): unknown {
  if (isDeepStrictEqual(base, ours) || isDeepStrictEqual(ours, theirs)) return theirs;
  if (isDeepStrictEqual(base, theirs)) return ours;
  if (!isObject(ours) || !isObject(theirs)) {
    clash();
    return ours;
  }
  const old = isObject(base) ? base : {};
  const merged = new Map<string, unknown>();
  for (const key of [...Object.keys(theirs), ...Object.keys(ours)]) {
    if (merged.has(key)) continue;
    const value = mergeValue(own(old, key), own(ours, key), own(theirs, key), clash);
    if (value !== undefined) merged.set(key, value);
  }
  return Object.fromEntries(merged);
}

/**
 * Three-way merge of JSON objects, key by key; lists and single values are taken whole. `version` is always the new
 * render's, which is the point of one. Undefined when a text is no JSON object or both changed the same key.
 */
export function mergeJson(base: string, ours: string, theirs: string): string | undefined {
  try {
    const [old, mine, fresh] = [base, ours, theirs].map((text) => JSON.parse(text) as unknown);
    if (!isObject(old) || !isObject(mine) || !isObject(fresh)) return undefined;
    let clashes = 0;
    const pinned = Object.hasOwn(fresh, "version") ? { ...mine, version: fresh["version"] } : mine;
    const merged = mergeValue(old, pinned, fresh, () => {
      clashes += 1;
    });
    return clashes === 0 ? renderJson(merged) : undefined;
  } catch {
    return undefined;
  }
}
