import { createFolder, type Folder } from "../fold/create-folder.ts";
import { type Place, type Scope, write } from "../fold/scope.ts";
import { keyOf } from "../fold/scope-names.ts";
import { name, type Tree } from "../parse/tree.ts";
import type { Target } from "./find-targets.ts";
import type { Program } from "./program.ts";

/** Functions that are handed to functions are known one round later than those that hand them on. */
const mostRounds = 4;

/** An argument that a function writes to gets what it writes. */
function writeBack({ scope: target, bound }: Target, scope: Scope): void {
  if (target.tree.kind !== "scope") return;
  for (const at of target.tree.byRef ?? []) {
    const parameter = target.tree.params[at];
    const value = bound.find(([each]) => each === parameter)?.[1];
    const key = value ? keyOf(value) : "";
    if (parameter === undefined || key === "") continue;
    const from: Place = { path: target.path, line: target.tree.line };
    write(scope, key, { tree: name(parameter, target.tree.line), scope: target, from });
  }
}

/** Hands every call's arguments to the parameters of the functions that it runs, and answers how the plugin's names are followed. */
export function linkCalls(program: Program, isSuspect: (path: string) => boolean): Folder {
  const done = new Map<Tree, number>();
  for (let round = 0; round < mostRounds; round += 1) {
    const folder = createFolder(program, isSuspect);
    let found = 0;
    for (const { calls } of program.files) {
      for (const { call, scope } of calls) {
        // What a call runs by name does not change when more is known of parameters.
        if (done.get(call) !== undefined && done.get(call) !== round) continue;
        const { path } = folder.resolve(call.callee, scope);
        for (const target of folder.finder.findTargets(call, path, scope)) {
          done.set(call, round);
          found += 1;
          const from: Place = { path: scope.path, line: call.line };
          const site = { bound: target.bound, scope, line: call.line };
          const sites = program.sites.get(target.scope);
          if (sites) sites.push(site);
          else program.sites.set(target.scope, [site]);
          for (const [parameter, tree] of target.bound)
            write(target.scope, parameter, { tree, scope, from, argument: true });
          writeBack(target, scope);
        }
      }
    }
    if (found === 0) return folder;
  }
  return createFolder(program, isSuspect);
}
