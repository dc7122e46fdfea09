import { createFinder } from "../flow/find-targets.ts";
import type { Frame } from "../flow/frame.ts";
import { createFrameStore } from "../flow/frame-store.ts";
import type { Program } from "../flow/program.ts";
import { createTracker, type Tracker } from "../flow/tracker.ts";
import type { Tree } from "../parse/tree.ts";
import { createResolver, type Resolved } from "./create-resolver.ts";
import { type Folded, unknown } from "./fold-calls.ts";
import { createTreeFolder } from "./fold-tree.ts";
import { foldWrites } from "./fold-writes.ts";
import type { Scope } from "./scope.ts";

export interface Folder {
  fold(tree: Tree, scope: Scope, frame?: Frame): Folded;
  resolve(tree: Tree, scope: Scope, frame?: Frame): Resolved;
  readonly finder: ReturnType<typeof createFinder>;
  readonly tracker: Tracker;
}

/** Follows names, constants, calls and imports of a plugin. Flow is not followed: whatever is written anywhere to a name counts. */
export function createFolder(program: Program, isSuspect: (path: string) => boolean, before?: Folder): Folder {
  const tracker = createTracker(program.mostSteps, before?.tracker);
  const finder = createFinder(program, fold);
  const writesOf = (key: string, scope: Scope, frame?: Frame) =>
    foldWrites({ key, scope, frame, program, finder, memoOf: tracker.memoOf, fold });
  const isPhp = program.linker.language === "php";
  const frames = createFrameStore({
    fold,
    nameOf: (tree, scope, frame) =>
      isPhp || (tree.kind !== "name" && tree.kind !== "member" && tree.kind !== "call")
        ? ""
        : resolve(tree, scope, frame).path,
    mayFollow: tracker.mayFollow,
  });
  const { resolve } = createResolver({ program, finder, tracker, frames, fold, foldWrites: writesOf, isSuspect });
  const foldFresh = createTreeFolder({ program, finder, tracker, frames, fold, resolve, foldWrites: writesOf });

  function fold(tree: Tree, scope: Scope, frame?: Frame): Folded {
    const { folded, folding } = tracker.memoOf(frame);
    const known = folded.get(tree);
    if (known) return known;
    if (folding.has(tree) || !tracker.enter()) return tracker.cut(tree, scope, frame) ?? unknown;
    folding.add(tree);
    const answer = foldFresh(tree, scope, frame);
    tracker.leave();
    folding.delete(tree);
    // Kept even inside a cycle, where it depends on where the question began: else doubled names cost exponential time.
    folded.set(tree, answer);
    return answer;
  }

  return { fold, resolve, finder, tracker };
}
