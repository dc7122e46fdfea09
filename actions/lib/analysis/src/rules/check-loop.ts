import { listChildren, type Tree } from "../parse/tree.ts";
import type { Visit } from "./visit.ts";

type Loop = Tree & { kind: "group" };

const writers =
  /^(fwrite|fputs|file_put_contents|fs\.(append|write)(File)?Sync|fs\.write|os\.write)$|(^|\.)(write|write_bytes|write_text)$/;
const makers =
  /^(str_repeat|random_bytes|openssl_random_pseudo_bytes|os\.urandom|Buffer\.alloc|crypto\.randomBytes)$|\.repeat$/;
const ends =
  /^(break|BreakStatement|Break|return|ReturnStatement|Return|throw|ThrowStatement|Raise|goto|Yield|YieldFrom|yield|yieldfrom|YieldExpression|Await)$/;
const inner = /^(loop|waiting loop|foreach|For|AsyncFor|ForOfStatement|ForInStatement|switch|SwitchStatement)$/;
const stops =
  /^(exit|die|wp_die|wp_send_json|wp_send_json_success|wp_send_json_error|sys\.exit|os\._exit|process\.exit)$/;

const isTrue = (tree: Tree) =>
  (tree.kind === "group" && tree.what === "nothing") ||
  (tree.kind === "name" && /^true$/i.test(tree.name)) ||
  (tree.kind === "number" && tree.number !== 0);

function someTree(tree: Tree, is: (tree: Tree) => boolean, enter: (tree: Tree) => boolean = () => true): boolean {
  if (is(tree)) return true;
  return enter(tree) && listChildren(tree).some((child) => someTree(child, is, enter));
}

/** Whether something in a loop's body leaves it. */
function canEnd(body: readonly Tree[], visit: Visit, asked: Set<Tree> = new Set()): boolean {
  const leaves =
    (nested: boolean) =>
    (tree: Tree): boolean => {
      if (tree.kind === "scope") return false;
      if (tree.kind === "call") {
        const { path } = visit.resolve(tree.callee);
        if (stops.test(path)) return true;
        // A function of the plugin may stop the program.
        if (
          visit.listTargets(tree).some(({ scope: { tree: called } }) => {
            if (called.kind !== "scope" || asked.has(called)) return false;
            asked.add(called);
            return canEnd(called.body.filter(isThrow), visit, asked);
          })
        )
          return true;
      }
      if (tree.kind !== "group") return listChildren(tree).some(leaves(nested));
      const isBreak = /^break$|^BreakStatement$|^Break$/.test(tree.what);
      if (ends.test(tree.what) && !(isBreak && nested && tree.children.length === 0)) return true;
      return tree.children.some(leaves(nested || inner.test(tree.what)));
    };
  return body.some(leaves(false));
}

const isThrow = (tree: Tree): boolean =>
  someTree(
    tree,
    (each) => each.kind === "group" && /^(throw|ThrowStatement|Raise)$/.test(each.what),
    (each) => each.kind !== "scope",
  );

/** Text of a size that somebody chose, out of nothing. */
function isMade(tree: Tree | undefined, visit: Visit): boolean {
  if (tree?.kind === "call") return makers.test(visit.resolve(tree.callee).path);
  return (
    tree?.kind === "group" && tree.what === "Mult" && tree.children.some((each) => visit.fold(each).text !== undefined)
  );
}

/** A loop that never ends, and one that writes the same again and again. */
export function checkLoop(loop: Loop, visit: Visit): void {
  const [asks, ...body] = loop.children;
  if (!asks) return;
  const fills = (tree: Tree, isAsked: boolean) =>
    tree.kind === "call" &&
    writers.test(visit.resolve(tree.callee).path) &&
    tree.args.some(
      (arg) =>
        isMade(arg, visit) ||
        (isAsked && tree.args.length > 1 && arg === tree.args[1] && arg.kind === "text" && arg.text.length > 0),
    );
  const stays = (tree: Tree) => tree.kind !== "scope" && !(tree.kind === "group" && /loop/.test(tree.what));
  const isFilling =
    someTree(asks, (tree) => fills(tree, true), stays) ||
    (isTrue(asks) && body.some((tree) => someTree(tree, (each) => fills(each, false), stays)));
  if (isFilling) visit.report("fill-disk", loop.line, "A loop writes made-up text until nothing is left");
  else if (loop.what === "loop" && isTrue(asks) && !canEnd(body, visit))
    visit.report("endless-loop", loop.line, "A loop that nothing in it ends");
}
