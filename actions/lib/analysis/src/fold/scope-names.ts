import type { Language } from "../finding.ts";
import { isAnswer, listChildren, type Tree } from "../parse/tree.ts";
import { isClass, type Scope, write } from "./scope.ts";

type Call = Tree & { kind: "call" };

/** A file's scopes, and what calls stand in it. */
export interface FileScopes {
  readonly top: Scope;
  readonly scopes: ReadonlyMap<Tree, Scope>;
  readonly calls: readonly { readonly call: Call; readonly scope: Scope }[];
}

export const normaliseModule = (module: string): string => module.replace(/^node:/, "").replaceAll("/", ".");

const windows = new Set(["window", "globalThis", "global"]);
const indexOf = (property: Tree): string => (property.kind === "text" ? property.text : "*");

/** `$x`, `x`, `this.x`, `->x`, `o.x` and `$o[x]`: one key for what can be followed; empty for the rest. */
export function keyOf(target: Tree): string {
  if (target.kind === "name") return target.name;
  if (target.kind !== "member") return "";
  const { object, property } = target;
  const isModule =
    object.kind === "member" &&
    object.object.kind === "name" &&
    object.object.name === "module" &&
    object.property.kind === "text" &&
    object.property.text === "exports";
  if (isModule && property.kind === "text") return `exports.${property.text}`;
  if (object.kind !== "name") return "";
  const owner = object.name;
  if (target.fixed && property.kind === "name" && property.name.startsWith("$")) return `->${property.name.slice(1)}`;
  if (target.index) return owner === "$GLOBALS" ? "" : `${owner}[${indexOf(property)}]`;
  if (property.kind !== "text") return `${owner}[*]`;
  if (target.fixed) return /^(self|static)$/i.test(owner) ? `::${property.text}` : "";
  if (owner === "$this") return `->${property.text}`;
  return windows.has(owner) ? `window.${property.text}` : `${owner}.${property.text}`;
}

/** Properties belong to the file as a whole: methods see what other methods wrote. */
const isShared = (key: string) => /^(->|::|this\.|self\.|exports\.|module\.exports$|window\.)/.test(key);
/** The name before a dot or bracket; empty for a plain name. */
const baseOf = (key: string) => /^([$\w]+)[.[]/.exec(key)?.[1] ?? "";

const loops = new Set([
  "foreach",
  "For",
  "AsyncFor",
  "comprehension",
  "CatchClause",
  "catch",
  "ForOfStatement",
  "ForInStatement",
]);

const makeScope = (tree: Tree, path: string, parent: Scope | undefined): Scope => {
  const rest = {
    ...{ tree, path, parent, writes: new Map(), bound: new Set<string>(), imports: new Map(), links: new Map() },
    ...{ stars: [], declared: new Map(), lifted: new Map(), answers: [] },
  };
  if (parent) return { ...rest, top: parent.top };
  const top: Scope = {
    ...rest,
    get top() {
      return top;
    },
  };
  return top;
};

function noteImport(tree: Tree & { kind: "import" }, scope: Scope): void {
  const module = normaliseModule(tree.module);
  for (const [imported, local] of tree.names) {
    if (local === "*") scope.stars.push({ module, written: tree.module });
    scope.imports.set(local, imported === "*" || imported === "default" ? module : `${module}.${imported}`);
    scope.links.set(local, { module: tree.module, name: imported });
  }
}

function noteAssign(tree: Tree & { kind: "assign" }, scope: Scope): void {
  if (tree.target.kind === "list") {
    tree.target.items.forEach((item, at) => {
      const property: Tree = { kind: "number", number: at, line: tree.line };
      const value: Tree = { kind: "member", object: tree.value, property, line: tree.line };
      noteAssign({ kind: "assign", target: item, value, line: tree.line }, scope);
    });
  }
  if (tree.target.kind === "record") {
    for (const [key, target] of tree.target.entries) {
      const value: Tree = { kind: "member", object: tree.value, property: key, line: tree.line, index: true };
      noteAssign({ kind: "assign", target, value, line: tree.line }, scope);
    }
  }
  const key = keyOf(tree.target);
  if (key === "") return;
  const isNothing = tree.value.kind === "group" && tree.value.what === "nothing";
  const home = isShared(key) ? scope.top : (scope.lifted.get(key) ?? scope);
  if (isNothing) home.bound.add(key);
  else write(home, key, { tree: tree.value, scope, ...(tree.isLoose ? { isLoose: true } : {}) }, tree.append === true);
}

const pushers = new Set(["push", "unshift", "append", "add", "insert", "extend"]);

/** What is put into a list by a call. */
function notePush(tree: Call, scope: Scope): void {
  const { callee, args } = tree;
  const isMethod = callee.kind === "member" && callee.property.kind === "text" && pushers.has(callee.property.text);
  const isFunction = callee.kind === "name" && /^array_(push|unshift)$/i.test(callee.name);
  const list = isMethod ? callee.object : isFunction ? args[0] : undefined;
  if (list?.kind !== "name") return;
  for (const value of isMethod ? args : args.slice(1)) write(scope, `${list.name}[*]`, { tree: value, scope });
}

function note(scope: Scope, tree: Tree): void {
  if (tree.kind === "call") notePush(tree, scope);
  if (tree.kind === "import") noteImport(tree, scope);
  if (tree.kind === "call" && tree.callee.kind === "name" && tree.callee.name.toLowerCase() === "define") {
    const [constant, value] = tree.args;
    if (constant?.kind === "text" && value) write(scope.top, constant.text, { tree: value, scope });
  }
  if (tree.kind === "assign") noteAssign(tree, scope);
  if (tree.kind !== "group") return;
  if (isAnswer(tree.what)) scope.answers.push(...tree.children.slice(0, 1));
  if (/^([gG]lobal|Nonlocal)$/.test(tree.what)) {
    const home = tree.what === "Nonlocal" && scope.parent ? scope.parent : scope.top;
    for (const child of tree.children) if (child.kind === "name") scope.lifted.set(child.name, home);
  }
  if (loops.has(tree.what)) {
    for (const child of tree.children) if (child.kind === "name") scope.bound.add(child.name);
  }
}

/** What is written to parts of a name lies where the name does; in JavaScript, what is written to a name of further out too. */
function moveOut(scope: Scope, isJavascript: boolean): void {
  for (const [key, { values, appended }] of [...scope.writes]) {
    const base = baseOf(key) || (isJavascript && /^[\w$]+$/.test(key) ? key : "");
    const own = scope.writes.get(base);
    const isHere =
      scope.bound.has(base) ||
      (own && (!isJavascript || [...own.values, ...own.appended].some((each) => !each.isLoose)));
    if (base === "" || isShared(key) || isHere) continue;
    let home = scope.parent;
    while (home && !home.bound.has(base) && !home.writes.has(base)) home = home.parent;
    if (!home) continue;
    scope.writes.delete(key);
    for (const value of values) write(home, key, value);
    for (const value of appended) write(home, key, value, true);
  }
}

/** Every scope of a file by its tree, and what each writes. */
export function gatherScopes(root: Tree, path = "", language: Language = "javascript"): FileScopes {
  const isPhp = language === "php";
  const scopes = new Map<Tree, Scope>();
  const calls: { call: Call; scope: Scope }[] = [];
  const top = makeScope(root, path, undefined);
  scopes.set(root, top);
  const walk = (tree: Tree, scope: Scope) => {
    note(scope, tree);
    let inner = scope;
    if (tree.kind === "call") calls.push({ call: tree, scope });
    if (tree.kind === "scope") {
      inner = makeScope(tree, path, scope);
      if (tree.name !== "" && !isClass(scope)) scope.bound.add(tree.name);
      if (tree.name !== "") scope.declared.set(isPhp ? tree.name.toLowerCase() : tree.name, inner);
      for (const parameter of tree.params) inner.bound.add(parameter);
      scopes.set(tree, inner);
    }
    for (const child of listChildren(tree)) walk(child, inner);
  };
  walk(root, top);
  for (const scope of scopes.values()) moveOut(scope, language === "javascript");
  return { top, scopes, calls };
}
