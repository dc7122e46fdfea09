import type { Resolved } from "../fold/create-resolver.ts";
import type { Folded } from "../fold/fold-calls.ts";
import type { Place, Scope } from "../fold/scope.ts";
import type { Tree } from "../parse/tree.ts";

/** What is known of the trees of one function, as it is called in one place, or of the whole plugin. */
export interface Memo {
  readonly folded: Map<Tree, Folded>;
  readonly folding: Set<Tree>;
  /** What is written to names, by the scope that they were asked for in or that owns them. */
  readonly names: Map<Scope, Map<string, Folded>>;
  readonly resolved: Map<Tree, Resolved>;
  readonly resolving: Set<Tree>;
}

/** An argument, where its names are looked up. */
export interface Given {
  readonly tree: Tree;
  readonly scope: Scope;
  readonly frame: Frame | undefined;
  readonly from: Place;
}

/** A function as it is called in one place. */
export interface Frame {
  readonly scope: Scope;
  readonly given: ReadonlyMap<string, Given>;
  /** How many calls lie around it. */
  readonly depth: number;
  readonly memo: Memo;
}

export const makeMemo = (): Memo => ({
  folded: new Map(),
  folding: new Set(),
  names: new Map(),
  resolved: new Map(),
  resolving: new Set(),
});

/** Calls in calls in calls: further in, what a function answers is taken over all its callers together. */
export const deepestFrame = 5;

export function makeFrame(
  target: Scope,
  bound: readonly (readonly [parameter: string, value: Tree])[],
  site: { readonly scope: Scope; readonly frame: Frame | undefined; readonly line: number },
): Frame {
  const from: Place = { path: site.scope.path, line: site.line };
  const given = bound.map(
    ([parameter, tree]) => [parameter, { tree, scope: site.scope, frame: site.frame, from }] as const,
  );
  return { scope: target, given: new Map(given), depth: (site.frame?.depth ?? 0) + 1, memo: makeMemo() };
}
