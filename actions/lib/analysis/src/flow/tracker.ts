import type { Folded } from "../fold/fold-calls.ts";
import { origin } from "../fold/origin.ts";
import type { Scope } from "../fold/scope.ts";
import type { Tree } from "../parse/tree.ts";
import { type Frame, type Memo, makeMemo } from "./frame.ts";

/** Chains of names longer than this lead nowhere in one round. */
const deepest = 200;

/** What rules ask about. */
const grave = origin.request | origin.network | origin.decoded | origin.characters | origin.secret;

/** Counts work, cuts circles, and remembers where it cut. */
export interface Tracker {
  memoOf(frame: Frame | undefined): Memo;
  /** Whether one may go a step deeper. */
  enter(): boolean;
  leave(): void;
  /** What stands for a tree whose value depends on itself: what the round before knew of it. */
  cut(tree: Tree, scope: Scope, frame: Frame | undefined): Folded | undefined;
  /** Whether calls may still be followed. */
  mayFollow(): boolean;
  /** Whether nothing is looked at any more. */
  isSpent(): boolean;
  /** Steps that calls may still take. */
  readonly left: number;
  /** Whether a value that was cut turned out to be more: then another round may know more. */
  isUnsettled(fold: (tree: Tree, scope: Scope) => Folded): boolean;
  readonly root: Memo;
}

/** `mostSteps`: so many trees are looked at, calls followed included, before calls are no longer followed; after four times as many, nothing is looked at. */
export function createTracker(mostSteps: number, before?: Tracker): Tracker {
  const root = makeMemo();
  const cuts = new Map<Tree, { readonly scope: Scope; readonly used: Folded | undefined }>();
  let [depth, left] = [0, before?.left ?? mostSteps];
  return {
    root,
    memoOf: (frame) => frame?.memo ?? root,
    enter() {
      if (depth >= deepest || left < -3 * mostSteps) return false;
      depth += 1;
      left -= 1;
      return true;
    },
    leave() {
      depth -= 1;
    },
    cut(tree, scope, frame) {
      if (frame) return undefined;
      const used = before?.root.folded.get(tree);
      cuts.set(tree, { scope, used });
      return used;
    },
    mayFollow: () => left > 0,
    isSpent: () => left < -3 * mostSteps,
    get left() {
      return left;
    },
    isUnsettled(fold) {
      for (const [tree, { scope, used }] of cuts) {
        const { from } = root.folded.get(tree) ?? fold(tree, scope);
        if ((from & ~(used?.from ?? 0) & grave) !== 0) return true;
      }
      return false;
    },
  };
}
