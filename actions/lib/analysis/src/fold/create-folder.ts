import type { Language } from "../finding.ts";
import type { Tree } from "../parse/tree.ts";
import { type Folded, foldCall, joinFolded, makeText, unknown } from "./fold-calls.ts";
import { origin } from "./origin.ts";
import { findOwner, keyOf, normaliseModule, type Scope } from "./scope-names.ts";
import { cleans, findSource } from "./source-names.ts";

/** What a callee or name means: `child_process.exec`, `$wpdb->query`, `foo::bar`; empty when nobody can tell. */
export interface Resolved {
  readonly path: string;
  /** How the name came about; `pieces`, `decoded` … when it was not simply written. */
  readonly from: number;
}

export interface Folder {
  fold(tree: Tree, scope: Scope): Folded;
  resolve(tree: Tree, scope: Scope): Resolved;
}

const globals = /^(globalThis|window|self|global|top|parent|builtins|__builtins__)\.(?=.)/;
/** Chains of names longer than this lead nowhere. */
const deepest = 200;

const nowhere: Resolved = { path: "", from: origin.none };
const stripGlobals = (path: string) => path.replace(globals, "").replace(globals, "");
const loaders = new Set([
  "require",
  "import",
  "__import__",
  "importlib.import_module",
  "module.require",
  "process.mainModule.require",
  "createRequire",
  "module.createRequire",
  "process.getBuiltinModule",
]);
const bound = new Set(["bind", "call", "apply"]);

/** Follows names and constants of one file. Flow is not followed: whatever is written anywhere to a name counts. */
export function createFolder(language: Language): Folder {
  const folded = new WeakMap<Tree, Folded>();
  const resolved = new WeakMap<Tree, Resolved>();
  const folding = new Set<Tree>();
  const resolving = new Set<Tree>();
  let depth = 0;
  const isPhp = language === "php";

  function guard<T>(busy: Set<Tree>, tree: Tree, otherwise: T, work: () => T): T {
    if (busy.has(tree) || depth > deepest) return otherwise;
    busy.add(tree);
    depth += 1;
    try {
      return work();
    } finally {
      depth -= 1;
      busy.delete(tree);
    }
  }

  function foldWrites(key: string, scope: Scope): Folded {
    const owner = findOwner(scope, key);
    const writes = owner?.writes.get(key);
    if (!owner || !writes) return unknown;
    const values = writes.values.map((value) => fold(value, owner));
    const added = writes.appended.map((value) => fold(value, owner));
    const from = [...values, ...added].reduce((bits, each) => bits | each.from, 0);
    if (values.length !== 1 || owner.bound.has(key)) return { from };
    const [first] = values;
    if (!first) return { from };
    return added.length === 0 ? first : { ...joinFolded([first, ...added]), from: from | origin.pieces };
  }

  function foldMember(tree: Tree & { kind: "member" }, scope: Scope): Folded {
    const { path } = resolve(tree, scope);
    const source = findSource(language, path);
    const key = keyOf(tree);
    const written = key === "" ? unknown : foldWrites(key, scope);
    if (written.text !== undefined || written.items) return written;
    const object = fold(tree.object, scope);
    const index = tree.property.kind === "number" ? tree.property.number : undefined;
    if (index !== undefined) {
      const item = object.items?.[index];
      if (item) return { ...item, from: item.from | origin.pieces };
      const letter = object.text?.at(index);
      if (letter !== undefined) return { text: letter, from: object.from | origin.pieces };
    }
    return { from: object.from | source | written.from };
  }

  function foldCallTree(tree: Tree & { kind: "call" }, scope: Scope): Folded {
    const { path } = resolve(tree.callee, scope);
    const args = tree.args.map((each) => fold(each, scope));
    const isMethod = tree.callee.kind === "member";
    const owner = tree.callee.kind === "member" ? fold(tree.callee.object, scope) : unknown;
    const method =
      tree.callee.kind === "member" && tree.callee.property.kind === "text" ? tree.callee.property.text : undefined;
    const known = foldCall(isPhp ? path.toLowerCase() : path, isMethod ? method : undefined, owner, tree.args, args);
    if (known) return known;
    if (cleans.has(path)) return unknown;
    const from = args.reduce((bits, each) => bits | each.from, owner.from);
    const opened = path === "file_get_contents" && /^https?:/i.test(args[0]?.text ?? "") ? origin.network : 0;
    const input = args[0]?.text === "php://input" ? origin.request : 0;
    return { from: (from & ~origin.pieces) | findSource(language, path) | opened | input };
  }

  function foldFresh(tree: Tree, scope: Scope): Folded {
    switch (tree.kind) {
      case "text":
        return makeText(tree.text, origin.none);
      case "number":
        return { text: String(tree.number), from: origin.none };
      case "name": {
        // Elsewhere only members and calls are sources: a plain name such as `input` may be anybody's.
        const source = isPhp ? findSource(language, tree.name) : origin.none;
        const written = foldWrites(tree.name, scope);
        return source === 0 ? written : { ...written, from: written.from | source };
      }
      case "join":
        return joinFolded(tree.parts.map((part) => fold(part, scope)));
      case "list":
        return { items: tree.items.slice(0, 5_000).map((item) => fold(item, scope)), from: 0 };
      case "member":
        return foldMember(tree, scope);
      case "call":
        return foldCallTree(tree, scope);
      case "assign":
        return fold(tree.value, scope);
      case "group":
        return { from: tree.children.reduce((bits, child) => bits | fold(child, scope).from, 0) };
      case "record":
        return { from: tree.entries.reduce((bits, [, value]) => bits | fold(value, scope).from, 0) };
      default:
        return unknown;
    }
  }

  function fold(tree: Tree, scope: Scope): Folded {
    const known = folded.get(tree);
    if (known) return known;
    const answer = guard(folding, tree, unknown, () => foldFresh(tree, scope));
    // Kept even inside a cycle, where it depends on where the question began: else doubled names cost exponential time.
    folded.set(tree, answer);
    return answer;
  }

  function resolveName(tree: Tree & { kind: "name" }, scope: Scope): Resolved {
    const owner = findOwner(scope, tree.name);
    if (isPhp && tree.name.startsWith("$")) {
      const value = foldWrites(tree.name, scope);
      if (value.text !== undefined)
        return { path: value.text.replace(/^\\/, "").toLowerCase(), from: value.from | origin.pieces };
      return { path: tree.name.toLowerCase(), from: value.from | findSource(language, tree.name) };
    }
    if (!owner || isPhp) return { path: isPhp ? lastName(tree.name) : tree.name, from: origin.none };
    const imported = owner.imports.get(tree.name);
    if (imported !== undefined) return { path: imported, from: origin.none };
    const writes = owner.writes.get(tree.name);
    const [value] = writes?.values ?? [];
    if (!value || writes?.values.length !== 1 || owner.bound.has(tree.name))
      return { path: `?${tree.name}`, from: origin.none };
    const inner = resolve(value, owner);
    return inner.path === "" ? { path: `?${tree.name}`, from: origin.none } : inner;
  }

  function resolveMember(tree: Tree & { kind: "member" }, scope: Scope): Resolved {
    const property =
      tree.property.kind === "text" ? { text: tree.property.text, from: origin.none } : fold(tree.property, scope);
    const object = resolve(tree.object, scope);
    if (object.path === "$$" && property.text !== undefined)
      return { path: `$${property.text.toLowerCase()}`, from: property.from | origin.pieces };
    if (bound.has(property.text ?? "") && object.path !== "") return object;
    const glue = isPhp ? (tree.fixed ? "::" : "->") : ".";
    const from = object.from | property.from;
    if (property.text === undefined) return { path: object.path === "" ? "" : `${object.path}${glue}*`, from };
    const path = `${object.path || "?"}${glue}${property.text}`;
    return { path: isPhp ? path.toLowerCase() : stripGlobals(path), from };
  }

  function resolveCall(tree: Tree & { kind: "call" }, scope: Scope): Resolved {
    const callee = resolve(tree.callee, scope);
    const [first, second] = tree.args.map((each) => fold(each, scope));
    if (loaders.has(callee.path)) {
      if (callee.path.endsWith("createRequire")) return { path: "require", from: origin.none };
      return first?.text === undefined
        ? { path: "", from: first?.from ?? 0 }
        : { path: normaliseModule(first.text), from: first.from };
    }
    if (callee.path === "getattr" && second?.text !== undefined && tree.args[0]) {
      const object = resolve(tree.args[0], scope);
      return {
        path: stripGlobals(`${object.path || "?"}.${second.text}`),
        from: object.from | second.from | origin.pieces,
      };
    }
    if (callee.path === "globals" || callee.path === "locals" || callee.path === "vars")
      return { path: "globalThis", from: callee.from };
    return tree.callee.kind === "member" &&
      bound.has(tree.callee.property.kind === "text" ? tree.callee.property.text : "")
      ? callee
      : { path: "", from: callee.from };
  }

  function resolve(tree: Tree, scope: Scope): Resolved {
    const known = resolved.get(tree);
    if (known) return known;
    const answer = guard(resolving, tree, nowhere, () => resolveFresh(tree, scope));
    resolved.set(tree, answer);
    return answer;
  }

  function resolveFresh(tree: Tree, scope: Scope): Resolved {
    switch (tree.kind) {
      case "name":
        return resolveName(tree, scope);
      case "member":
        return resolveMember(tree, scope);
      case "call":
        return resolveCall(tree, scope);
      case "text":
      case "join": {
        const value = fold(tree, scope);
        return isPhp && value.text !== undefined
          ? { path: value.text.replace(/^\\/, "").toLowerCase(), from: value.from | origin.pieces }
          : { path: "", from: value.from };
      }
      default:
        return { path: "", from: fold(tree, scope).from };
    }
  }

  return { fold, resolve };
}

/** PHP falls back to the global function when a namespace has none of that name. */
const lastName = (path: string) => path.slice(path.lastIndexOf("\\") + 1).toLowerCase();
