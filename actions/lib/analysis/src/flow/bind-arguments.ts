import type { Scope } from "../fold/scope.ts";
import { anyOf, group, type Tree } from "../parse/tree.ts";

const spreads = new Set(["variadic", "SpreadElement", "Starred"]);

type Bound = readonly (readonly [parameter: string, value: Tree])[];

/** Which argument each parameter of a function gets. `shift`: parameters at the front that the language fills (`self`). */
export function bindArguments(target: Scope, args: readonly Tree[], shift: number): Bound {
  if (target.tree.kind !== "scope") return [];
  const { params, rest = Number.POSITIVE_INFINITY } = target.tree;
  const bound: [string, Tree][] = [];
  const put = (at: number, value: Tree) => {
    const parameter = params[at];
    if (parameter !== undefined) bound.push([parameter, value]);
  };
  const left: Tree[] = [];
  args.forEach((arg, index) => {
    const at = index + shift;
    if (arg.kind === "record" && arg.named === true) {
      for (const [key, value] of arg.entries) {
        const wanted = key.kind === "text" ? key.text : "";
        const place = params.findIndex((each) => each === wanted || each === `$${wanted}`);
        put(place === -1 ? params.length - 1 : place, place === -1 ? arg : value);
      }
    } else if (arg.kind === "group" && spreads.has(arg.what)) {
      const value = anyOf(arg.children[0] ?? group("nothing", [], arg.line));
      for (let place = at; place < params.length; place += 1) put(place, value);
    } else if (at >= rest) left.push(arg);
    else put(at, arg);
  });
  const [first] = left;
  if (first) put(rest, { kind: "list", items: left, line: first.line });
  return bound;
}
