import { listChildren, type Tree } from "../parse/tree.ts";

/** What is written to one name in one scope. */
interface Writes {
  readonly values: Tree[];
  readonly appended: Tree[];
}

/** The names of one function, class or file. */
export interface Scope {
  readonly parent: Scope | undefined;
  readonly writes: Map<string, Writes>;
  /** Parameters, functions, loop variables: bound, to something unknown. */
  readonly bound: Set<string>;
  /** Local name → `module` or `module.name`. */
  readonly imports: Map<string, string>;
  /** Modules whose every name was taken over (`from os import *`). */
  readonly stars: string[];
}

export const normaliseModule = (module: string): string => module.replace(/^node:/, "").replaceAll("/", ".");

/** `$x`, `x`, `this.x` and `->x`: one key for what can be followed; empty for the rest. */
export function keyOf(target: Tree): string {
  if (target.kind === "name") return target.name;
  if (target.kind !== "member" || target.object.kind !== "name") return "";
  const owner = target.object.name;
  const isStatic = target.fixed && target.property.kind === "name" && target.property.name.startsWith("$");
  if (isStatic && target.property.kind === "name") return `->${target.property.name.slice(1)}`;
  if (target.property.kind !== "text") return "";
  if (target.fixed && /^(self|static)$/i.test(owner)) return `::${target.property.text}`;
  if (owner === "$this") return `->${target.property.text}`;
  return owner === "this" ? `this.${target.property.text}` : owner === "self" ? `self.${target.property.text}` : "";
}

/** Properties belong to the file as a whole: methods see what other methods wrote. */
const isShared = (key: string) => /^(->|::|this\.|self\.)/.test(key);

function note(scope: Scope, top: Scope, tree: Tree): void {
  if (tree.kind === "import") {
    const module = normaliseModule(tree.module);
    for (const [imported, local] of tree.names) {
      if (local === "*") scope.stars.push(module);
      scope.imports.set(local, imported === "*" || imported === "default" ? module : `${module}.${imported}`);
    }
  }
  if (tree.kind === "call" && tree.callee.kind === "name" && tree.callee.name.toLowerCase() === "define") {
    const [constant, value] = tree.args;
    if (constant?.kind === "text" && value) write(top, constant.text, value, false);
  }
  if (tree.kind !== "assign") return;
  if (tree.target.kind === "list") {
    tree.target.items.forEach((item, at) => {
      const property: Tree = { kind: "number", number: at, line: tree.line };
      const value: Tree = { kind: "member", object: tree.value, property, line: tree.line };
      if (keyOf(item) !== "") write(scope, keyOf(item), value, false);
    });
  }
  const key = keyOf(tree.target);
  if (key === "") return;
  const isNothing = tree.value.kind === "group" && tree.value.what === "nothing";
  const home = isShared(key) ? top : scope;
  if (isNothing) home.bound.add(key);
  else write(home, key, tree.value, tree.append === true);
}

function write(home: Scope, key: string, value: Tree, append: boolean): void {
  const known = home.writes.get(key) ?? { values: [], appended: [] };
  home.writes.set(key, known);
  (append ? known.appended : known.values).push(value);
}

const loops = new Set([
  "foreach",
  "For",
  "AsyncFor",
  "comprehension",
  "CatchClause",
  "catch",
  "ForOfStatement",
  "ForInStatement",
  "With",
  "withitem",
]);

/** Every scope of a file by its tree, and what each writes. */
export function gatherScopes(root: Tree): ReadonlyMap<Tree, Scope> {
  const scopes = new Map<Tree, Scope>();
  /** Functions handed to `then`, by the promise whose value they get. */
  const promises = new Map<Tree, Tree>();
  const make = (parent: Scope | undefined): Scope => ({
    parent,
    writes: new Map(),
    bound: new Set(),
    imports: new Map(),
    stars: [],
  });
  const top = make(undefined);
  scopes.set(root, top);
  const walk = (tree: Tree, scope: Scope) => {
    note(scope, top, tree);
    let inner = scope;
    const isThen =
      tree.kind === "call" &&
      tree.callee.kind === "member" &&
      tree.callee.property.kind === "text" &&
      tree.callee.property.text === "then";
    if (isThen && tree.args[0]?.kind === "scope" && tree.callee.kind === "member")
      promises.set(tree.args[0], tree.callee.object);
    if (tree.kind === "scope") {
      if (tree.name !== "") scope.bound.add(tree.name);
      inner = make(scope);
      const promised = promises.get(tree);
      tree.params.forEach((parameter, at) => {
        if (at === 0 && promised) write(inner, parameter, promised, false);
        else inner.bound.add(parameter);
      });
      scopes.set(tree, inner);
    }
    if (tree.kind === "group" && loops.has(tree.what)) {
      for (const child of tree.children) if (child.kind === "name") scope.bound.add(child.name);
    }
    for (const child of listChildren(tree)) walk(child, inner);
  };
  walk(root, top);
  return scopes;
}

/** The nearest scope outwards that knows a name. */
export function findOwner(scope: Scope, key: string): Scope | undefined {
  for (let at: Scope | undefined = scope; at; at = at.parent) {
    if (at.writes.has(key) || at.bound.has(key) || at.imports.has(key)) return at;
  }
  return undefined;
}
