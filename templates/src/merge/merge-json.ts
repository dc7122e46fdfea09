import { isDeepStrictEqual } from "node:util";
import { renderJson } from "../render-json.ts";
import { splitLines } from "./split-lines.ts";
import type { MergedText, TextConflict } from "./text-conflict.ts";

type Json = Readonly<Record<string, unknown>>;
const isObject = (value: unknown): value is Json =>
  typeof value === "object" && value !== null && !Array.isArray(value);
const own = (value: Json, key: string) => (Object.hasOwn(value, key) ? value[key] : undefined);

/** Keys on the way to a value that both sides changed differently. */
type Path = readonly string[];
/** Which side's value a clash gets. */
type Choose = (path: Path) => "ours" | "theirs";

/** undefined stands for "not there" on every side. */
function mergeValue(base: unknown, ours: unknown, theirs: unknown, choose: Choose, path: Path = []): unknown {
  if (isDeepStrictEqual(base, ours) || isDeepStrictEqual(ours, theirs)) return theirs;
  if (isDeepStrictEqual(base, theirs)) return ours;
  if (!isObject(ours) || !isObject(theirs)) return choose(path) === "ours" ? ours : theirs;
  const old = isObject(base) ? base : {};
  const merged = new Map<string, unknown>();
  for (const key of [...Object.keys(theirs), ...Object.keys(ours)]) {
    if (merged.has(key)) continue;
    const value = mergeValue(own(old, key), own(ours, key), own(theirs, key), choose, [...path, key]);
    if (value !== undefined) merged.set(key, value);
  }
  return Object.fromEntries(merged);
}

/** The one stretch of lines in which two texts differ, as a conflict of `kept`. */
function compareTexts(kept: string, other: string): Omit<TextConflict, "kept"> {
  const [a, b] = [splitLines(kept), splitLines(other)];
  let start = 0;
  while (start < a.length && start < b.length && a[start] === b[start]) start += 1;
  let end = 0;
  while (end < a.length - start && end < b.length - start && a[a.length - 1 - end] === b[b.length - 1 - end]) end += 1;
  return { first: start + 1, count: a.length - start - end, other: b.slice(start, b.length - end).join("") };
}

/**
 * Three-way merge of JSON objects, key by key; lists and single values are taken whole, and where both changed one
 * differently, ours stays and theirs is a conflict. `version` is always the new render's, which is the point of one; a
 * version that somebody wrote by hand is then the conflict. Undefined when a text is no JSON object.
 */
export function mergeJson(base: string, ours: string, theirs: string): MergedText | undefined {
  let texts: unknown[];
  try {
    texts = [base, ours, theirs].map((text) => (text === "" ? {} : (JSON.parse(text) as unknown)));
  } catch {
    return undefined;
  }
  const [old, mine, fresh] = texts;
  if (!isObject(old) || !isObject(mine) || !isObject(fresh)) return undefined;
  const clashes: Path[] = [];
  const isVersion = (path: Path) => path.length === 1 && path[0] === "version" && Object.hasOwn(fresh, "version");
  const text = renderJson(
    mergeValue(old, mine, fresh, (path) => {
      clashes.push(path);
      return isVersion(path) ? "theirs" : "ours";
    }),
  );
  const conflicts = clashes.map((clash) => {
    const same = (path: Path) => path.length === clash.length && path.every((key, i) => key === clash[i]);
    const turned: Choose = (path) => (isVersion(path) === same(path) ? "ours" : "theirs");
    const kept: TextConflict["kept"] = isVersion(clash) ? "theirs" : "ours";
    return { ...compareTexts(text, renderJson(mergeValue(old, mine, fresh, turned))), kept };
  });
  return { text, conflicts };
}
