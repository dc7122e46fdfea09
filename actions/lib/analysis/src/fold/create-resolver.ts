import type { Language } from "../finding.ts";
import type { Tree } from "../parse/tree.ts";
import type { Folded } from "./fold-calls.ts";
import { origin } from "./origin.ts";
import { findOwner, normaliseModule, type Scope } from "./scope-names.ts";
import { findSource } from "./source-names.ts";

/** What a callee or name means: `child_process.exec`, `$wpdb->query`, `foo::bar`; empty when nobody can tell. */
export interface Resolved {
  readonly path: string;
  /** How the name came about; `pieces`, `decoded` … when it was not simply written. */
  readonly from: number;
}

/** What resolving asks of folding. */
interface Folds {
  fold(tree: Tree, scope: Scope): Folded;
  foldWrites(key: string, scope: Scope): Folded;
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

/** PHP falls back to the global function when a namespace has none of that name. */
const lastName = (path: string) => path.slice(path.lastIndexOf("\\") + 1).toLowerCase();

/** Modules whose every name was taken over, from the inside out. */
function listStars(scope: Scope): string[] {
  return [...scope.stars, ...(scope.parent ? listStars(scope.parent) : [])];
}

/** Follows the names of one file to what they call. `isSuspect` says which of several possible names is the interesting one. */
export function createResolver(
  language: Language,
  { fold, foldWrites }: Folds,
  isSuspect: (path: string) => boolean,
): { resolve(tree: Tree, scope: Scope): Resolved } {
  const resolved = new WeakMap<Tree, Resolved>();
  const resolving = new Set<Tree>();
  const isPhp = language === "php";
  let depth = 0;

  function resolveName(tree: Tree & { kind: "name" }, scope: Scope): Resolved {
    const owner = findOwner(scope, tree.name);
    if (isPhp && tree.name.startsWith("$")) {
      const value = foldWrites(tree.name, scope);
      const chosen = value.text ?? value.options?.find((option) => isSuspect(option.toLowerCase()));
      if (chosen !== undefined)
        return { path: chosen.replace(/^\\/, "").toLowerCase(), from: value.from | origin.pieces };
      return { path: tree.name.toLowerCase(), from: value.from | findSource(language, tree.name) };
    }
    if (!owner && !isPhp) {
      const star = listStars(scope).find((module) => isSuspect(`${module}.${tree.name}`));
      if (star !== undefined) return { path: `${star}.${tree.name}`, from: origin.none };
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
    const named = isPhp && tree.index ? fold(tree, scope) : undefined;
    if (named?.text !== undefined) return { path: named.text.toLowerCase(), from: named.from | origin.pieces };
    const object = resolve(tree.object, scope);
    if (property.text === "__dict__") return object;
    if (property.text === "constructor" && tree.object.kind === "scope")
      return { path: "Function", from: property.from };
    if (object.path === "$globals" && property.text !== undefined) {
      const path = `$${property.text.toLowerCase()}`;
      return { path, from: property.from | findSource(language, path) };
    }
    if (object.path === "$$" && property.text !== undefined)
      return { path: `$${property.text.toLowerCase()}`, from: property.from | origin.pieces };
    if (bound.has(property.text ?? "") && object.path !== "" && object.path !== "Reflect") return object;
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
    if (callee.path === "vars" && tree.args[0]) return resolve(tree.args[0], scope);
    if (callee.path === "globals" || callee.path === "locals") return { path: "globalThis", from: callee.from };
    return tree.callee.kind === "member" &&
      bound.has(tree.callee.property.kind === "text" ? tree.callee.property.text : "")
      ? callee
      : { path: "", from: callee.from };
  }

  function resolve(tree: Tree, scope: Scope): Resolved {
    const known = resolved.get(tree);
    if (known) return known;
    if (resolving.has(tree) || depth > deepest) return nowhere;
    resolving.add(tree);
    depth += 1;
    const answer = resolveFresh(tree, scope);
    depth -= 1;
    resolving.delete(tree);
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

  return { resolve };
}
