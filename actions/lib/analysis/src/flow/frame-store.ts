import type { Folded } from "../fold/fold-calls.ts";
import type { Scope } from "../fold/scope.ts";
import type { Target } from "./find-targets.ts";
import { deepestFrame, type Frame, makeFrame } from "./frame.ts";

/** Where a function is called. */
export interface CallSite {
  readonly scope: Scope;
  readonly frame: Frame | undefined;
  readonly line: number;
}

interface Asks {
  fold(tree: Target["bound"][number][1], scope: Scope, frame?: Frame): Folded;
  /** What an argument means as something to call; empty where the value says it all. */
  nameOf(tree: Target["bound"][number][1], scope: Scope, frame?: Frame): string;
  mayFollow(): boolean;
}

/** Functions that are called by functions in more ways answer what they answer to all callers together. */
const mostInner = 12;
/** Longer texts are told apart by the object that they are. */
const longest = 200;
/** So much of a table is compared by what it holds. */
const [mostParts, deepestTable, mostWords] = [16, 2, 600];

/** Functions as they are called: calls with the same values share what is known of them. */
export function createFrameStore({ fold, nameOf, mayFollow }: Asks): {
  /** Undefined when it lies too deep, or is one of too many: then its parameters are what all its callers give together. */
  find(target: Target, site: CallSite): Frame | undefined;
} {
  const frames = new Map<Scope, Map<string, Frame>>();
  const numbers = new WeakMap<object, number>();
  let next = 0;
  const numberOf = (thing: object) => {
    const known = numbers.get(thing) ?? (next += 1);
    numbers.set(thing, known);
    return known;
  };
  const spell = (value: Folded, depth = 0): string => {
    const { text, from, refs = [], options = [], items, fields, rest } = value;
    const word = text === undefined ? "" : text.length > longest ? `#${numberOf(value)}` : `'${text}`;
    const many = options.length > 0 ? options.join("|").slice(0, longest) : "";
    const objects = refs.map(({ scope }) => numberOf(scope)).join(",");
    const table = fields ? `${spellParts(fields, fields, depth)}${rest}` : "";
    return `${from} ${word} ${many} ${objects} ${items ? spellParts(items, items.entries(), depth) : ""} ${table}`;
  };
  /** Small lists and tables by what they hold, larger ones by which they are. */
  const spellParts = (whole: object, parts: Iterable<readonly [string | number, Folded]>, depth: number): string => {
    const own = numberOf(whole);
    if (depth >= deepestTable) return `#${own}`;
    const words: string[] = [];
    for (const [key, value] of parts) {
      if (words.length >= mostParts) return `#${own}`;
      words.push(`${key}:${spell(value, depth + 1)}`);
    }
    const word = `{${words.join(";")}}`;
    return word.length > mostWords ? `#${own}` : word;
  };
  return {
    find(target, site) {
      if ((site.frame?.depth ?? 0) >= deepestFrame || !mayFollow()) return undefined;
      const known = frames.get(target.scope) ?? new Map<string, Frame>();
      frames.set(target.scope, known);
      const words = target.bound.map(([parameter, tree]) => {
        const value = fold(tree, site.scope, site.frame);
        return `${parameter} ${spell(value)} ${nameOf(tree, site.scope, site.frame)}`;
      });
      const key = words.join("\n");
      // Calls that stand in the plugin are told apart each; calls that calls make, a few.
      if (site.frame && known.size >= mostInner && !known.has(key)) return undefined;
      const frame = known.get(key) ?? makeFrame(target.scope, target.bound, site);
      known.set(key, frame);
      return frame;
    },
  };
}
