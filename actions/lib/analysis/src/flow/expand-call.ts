import type { Language } from "../finding.ts";
import { anyOf, group, type Tree } from "../parse/tree.ts";
import { callbacks } from "../rules/call-names.ts";

type Call = Tree & { kind: "call" };

/** A call that another call makes: `call_user_func($f, $x)` calls `$f($x)`. */
export interface Inner {
  readonly callee: Tree;
  readonly args: readonly Tree[];
  /** What it answers is the answer of the outer call. */
  readonly answers: boolean;
}

const elements = new Set(["array_map", "array_filter", "array_walk", "array_reduce", "usort", "uasort", "uksort"]);
const eachMethods = new Set([
  "map",
  "forEach",
  "filter",
  "some",
  "every",
  "find",
  "flatMap",
  "reduce",
  "then",
  "replace",
]);
const listOf = (tree: Tree | undefined): readonly Tree[] =>
  tree === undefined ? [] : tree.kind === "list" ? tree.items : [group("SpreadElement", [tree], tree.line)];
const isFunction = (tree: Tree) => tree.kind === "scope" && tree.isClass !== true;

function expandPhp(call: Call, path: string): Inner[] {
  const at = callbacks.get(path);
  const callee = at === undefined ? undefined : call.args[at];
  if (!callee) return [];
  const others = call.args.filter((_, place) => place !== at);
  if (path === "call_user_func" || path === "forward_static_call") return [{ callee, args: others, answers: true }];
  if (path === "call_user_func_array") return [{ callee, args: listOf(others[0]), answers: true }];
  if (elements.has(path)) return [{ callee, args: others.map(anyOf), answers: true }];
  return [{ callee, args: path.startsWith("add_") ? [] : others, answers: false }];
}

/** Functions that are handed to functions of others are called by them, with what the call is about. */
function expandHanded(call: Call): Inner[] {
  const { callee } = call;
  const method = callee.kind === "member" && callee.property.kind === "text" ? callee.property.text : "";
  const handed = call.args.filter((arg) => isFunction(arg) || arg.kind === "name" || arg.kind === "member");
  const about: Tree = callee.kind === "member" && eachMethods.has(method) ? callee.object : call;
  const value = method === "then" ? about : eachMethods.has(method) ? anyOf(about) : about;
  return handed.map((arg) => ({
    callee: arg,
    args: [value, value, value],
    answers: method === "then" || method === "map",
  }));
}

/** Calls that a call of somebody else's function makes of functions that it is given. */
export function expandCall(language: Language, call: Call, path: string): Inner[] {
  if (language === "php") return expandPhp(call, path);
  const { callee, args } = call;
  const [first, second, third] = args;
  const method = callee.kind === "member" && callee.property.kind === "text" ? callee.property.text : "";
  if (language === "javascript") {
    if (path === "Reflect.apply" && first) return [{ callee: first, args: listOf(third), answers: true }];
    if (method === "call" && callee.kind === "member")
      return [{ callee: callee.object, args: args.slice(1), answers: true }];
    if (method === "apply" && callee.kind === "member")
      return [{ callee: callee.object, args: listOf(second), answers: true }];
    if ((path === "setTimeout" || path === "setInterval") && first)
      return [{ callee: first, args: args.slice(2), answers: false }];
  }
  if (language === "python") {
    if (path === "map" && first) return [{ callee: first, args: args.slice(1).map(anyOf), answers: true }];
    if (path === "functools.partial" && first) return [{ callee: first, args: args.slice(1), answers: false }];
    const named = args.at(-1);
    if (path === "threading.Thread" && named?.kind === "record") {
      const find = (wanted: string) => named.entries.find(([key]) => key.kind === "text" && key.text === wanted)?.[1];
      const target = find("target");
      return target ? [{ callee: target, args: listOf(find("args")), answers: false }] : [];
    }
  }
  return expandHanded(call);
}
