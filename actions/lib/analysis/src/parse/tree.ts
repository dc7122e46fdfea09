/**
 * What PHP, JavaScript and Python have in common as far as the rules ask. `line` starts at 1.
 * - `name`: an identifier; of PHP variables with their `$`.
 * - `member`: `object.property`, computed or not; a static property is a `text`. PHP's `A::b` has `fixed: true`,
 *   its `$a['b']` has `index: true`.
 * - `join`: parts that become one text, whatever the operator.
 * - `assign` with `isLoose: true`: JavaScript's `a = b` without let or const, which may write to a name of further out.
 * - `import`: `names` are pairs [imported, local]; `*` is the whole module.
 * - `scope`: a function or class with its own names. `bases` are what a class extends or uses; the parameter at `rest` takes
 *   what is left, those at `byRef` give back what is written to them.
 * - `record` with `named: true`: arguments by name, the last of a call.
 * - `group`: everything else. What a function answers is a group of which `isAnswer` is true.
 */
export type Tree =
  | { readonly kind: "text"; readonly text: string; readonly line: number }
  | { readonly kind: "number"; readonly number: number; readonly line: number }
  | { readonly kind: "name"; readonly name: string; readonly line: number }
  | {
      readonly kind: "member";
      readonly object: Tree;
      readonly property: Tree;
      readonly line: number;
      readonly fixed?: boolean;
      readonly index?: boolean;
    }
  | {
      readonly kind: "call";
      readonly callee: Tree;
      readonly args: readonly Tree[];
      readonly line: number;
      readonly fresh?: boolean;
    }
  | { readonly kind: "join"; readonly parts: readonly Tree[]; readonly line: number }
  | { readonly kind: "list"; readonly items: readonly Tree[]; readonly line: number }
  | {
      readonly kind: "record";
      readonly entries: readonly (readonly [Tree, Tree])[];
      readonly line: number;
      readonly named?: boolean;
    }
  | {
      readonly kind: "assign";
      readonly target: Tree;
      readonly value: Tree;
      readonly line: number;
      readonly append?: boolean;
      readonly isLoose?: boolean;
    }
  | { readonly kind: "include"; readonly what: Tree; readonly line: number }
  | {
      readonly kind: "import";
      readonly module: string;
      readonly names: readonly (readonly [string, string])[];
      readonly line: number;
    }
  | {
      readonly kind: "scope";
      readonly name: string;
      readonly params: readonly string[];
      readonly body: readonly Tree[];
      readonly line: number;
      readonly isClass?: boolean;
      readonly bases?: readonly Tree[];
      readonly rest?: number;
      readonly byRef?: readonly number[];
    }
  | { readonly kind: "group"; readonly what: string; readonly children: readonly Tree[]; readonly line: number };

export const group = (what: string, children: readonly Tree[], line: number): Tree => ({
  kind: "group",
  what,
  children,
  line,
});

export const name = (text: string, line: number): Tree => ({ kind: "name", name: text, line });
export const text = (value: string, line: number): Tree => ({ kind: "text", text: value, line });
export const call = (callee: Tree, args: readonly Tree[], line: number): Tree => ({ kind: "call", callee, args, line });

const answers = new Set(["return", "ReturnStatement", "Return", "yield", "YieldExpression", "Yield"]);
/** Whether a group is what a function gives back. */
export const isAnswer = (what: string): boolean => answers.has(what);

/** A loop: what it asks each time (nothing where it does not ask), then the rest. `waits`: others run in between. */
export const loop = (asks: Tree, rest: readonly Tree[], line: number, waits = false): Tree =>
  group(waits ? "waiting loop" : "loop", [asks, ...rest], line);

/** Any element of a list or table, as a loop sees it. */
export const anyOf = (object: Tree): Tree => ({
  kind: "member",
  object,
  property: group("any", [], object.line),
  line: object.line,
});

/** The trees right below one. */
export function listChildren(tree: Tree): readonly Tree[] {
  switch (tree.kind) {
    case "member":
      return [tree.object, tree.property];
    case "call":
      return [tree.callee, ...tree.args];
    case "join":
      return tree.parts;
    case "list":
      return tree.items;
    case "record":
      return tree.entries.flat();
    case "assign":
      return [tree.target, tree.value];
    case "include":
      return [tree.what];
    case "scope":
      return tree.body;
    case "group":
      return tree.children;
    default:
      return [];
  }
}
