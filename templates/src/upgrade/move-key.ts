import { renderJson } from "../render-json.ts";

type Json = Record<string, unknown>;
const isObject = (value: unknown): value is Json =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** The object that holds the last key of a pointer; with `make`, objects on the way are made. */
function findHolder(root: Json, keys: readonly string[], make: boolean): Json | undefined {
  let holder = root;
  for (const key of keys.slice(0, -1)) {
    const own = Object.hasOwn(holder, key) ? holder[key] : undefined;
    if (isObject(own)) holder = own;
    else if (own !== undefined || !make) return undefined;
    else
      Object.defineProperty(holder, key, {
        value: (holder = {}),
        enumerable: true,
        writable: true,
        configurable: true,
      });
  }
  return holder;
}

/**
 * JSON text with the value of one key moved to another (pointers like /a/b), the rest as it is. Undefined where there is
 * nothing to move: no JSON object, no such key, or something stands at the other one already.
 */
export function moveKey(text: string, from: string, to: string): string | undefined {
  let root: unknown;
  try {
    root = JSON.parse(text);
  } catch {
    return undefined;
  }
  if (!isObject(root)) return undefined;
  const [source, target] = [from, to].map((pointer) => pointer.split("/").slice(1)) as [string[], string[]];
  const [oldKey = "", newKey = ""] = [source.at(-1), target.at(-1)];
  const old = findHolder(root, source, false);
  if (old === undefined || !Object.hasOwn(old, oldKey)) return undefined;
  const holder = findHolder(root, target, true);
  if (holder === undefined || Object.hasOwn(holder, newKey)) return undefined;
  const value = old[oldKey];
  delete old[oldKey];
  Object.defineProperty(holder, newKey, { value, enumerable: true, writable: true, configurable: true });
  return renderJson(root);
}
