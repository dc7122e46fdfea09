import type { createFinder } from "../flow/find-targets.ts";
import type { Frame } from "../flow/frame.ts";
import type { createFrameStore } from "../flow/frame-store.ts";
import type { Program } from "../flow/program.ts";
import type { Tracker } from "../flow/tracker.ts";
import type { Tree } from "../parse/tree.ts";
import type { Folded } from "./fold-calls.ts";
import { origin } from "./origin.ts";
import { resolveKnownCall, stripGlobals } from "./resolve-known-call.ts";
import { findOwner, type Place, type Scope, type Written } from "./scope.ts";
import { keyOf } from "./scope-names.ts";
import { findSource } from "./source-names.ts";

/** What a callee or name means: `child_process.exec`, `$wpdb->query`, `foo::bar`; empty when nobody can tell. */
export interface Resolved {
  readonly path: string;
  /** How the name came about; `pieces`, `decoded` … when it was not simply written. */
  readonly from: number;
  /** Lines by which the name came from other functions and files. */
  readonly trail?: readonly Place[];
}

/** What resolving asks of the rest. */
interface Asks {
  readonly program: Program;
  readonly finder: ReturnType<typeof createFinder>;
  readonly tracker: Tracker;
  readonly frames: ReturnType<typeof createFrameStore>;
  fold(tree: Tree, scope: Scope, frame?: Frame): Folded;
  foldWrites(key: string, scope: Scope, frame?: Frame): Folded;
  /** Which of several possible names is the interesting one. */
  isSuspect(path: string): boolean;
}

/** Chains of names longer than this lead nowhere. */
const deepest = 200;

const nowhere: Resolved = { path: "", from: origin.none };
const bound = new Set(["bind", "call", "apply"]);

/** PHP falls back to the global function when a namespace has none of that name. */
const lastName = (path: string) => path.slice(path.lastIndexOf("\\") + 1).toLowerCase();

/** Modules whose every name was taken over, from the inside out. */
function listStars(scope: Scope): string[] {
  return [...scope.stars.map(({ module }) => module), ...(scope.parent ? listStars(scope.parent) : [])];
}

const trailOf = ({ trail }: { readonly trail?: readonly Place[] }) => (trail ? { trail } : {});
const isKnown = ({ path }: Resolved) => path !== "" && !path.startsWith("?");

/** Follows names to what they call. */
export function createResolver({ program, finder, tracker, frames, fold, foldWrites, isSuspect }: Asks): {
  resolve(tree: Tree, scope: Scope, frame?: Frame): Resolved;
} {
  const { language } = program.linker;
  const isPhp = language === "php";
  let depth = 0;

  /** What one of several written values calls: the suspicious one, else the only one. */
  function resolveWritten(values: readonly Written[], frame: Frame | undefined): Resolved {
    const all = values.slice(0, 20).map((each): Resolved => {
      const inner = resolve(each.tree, each.scope, frame && each.scope === frame.scope ? frame : undefined);
      return each.from && isKnown(inner) ? { ...inner, trail: [...(inner.trail ?? []), each.from] } : inner;
    });
    const [first] = all;
    const suspect = all.find(({ path }) => isSuspect(path));
    return suspect ?? (all.length === 1 && first ? first : nowhere);
  }

  function resolvePhpName(tree: Tree & { kind: "name" }, scope: Scope, frame?: Frame): Resolved {
    if (!tree.name.startsWith("$")) return { path: lastName(tree.name), from: origin.none };
    const value = foldWrites(tree.name, scope, frame);
    const chosen = value.text ?? value.options?.find((option) => isSuspect(option.toLowerCase()));
    if (chosen !== undefined)
      return {
        path: chosen.replace(/^\\/, "").toLowerCase(),
        from: value.from | origin.pieces,
        ...trailOf(value),
      };
    const from = value.from | findSource(language, tree.name);
    return { path: tree.name.toLowerCase(), from, ...trailOf(value) };
  }

  /** What a name that is imported from another file of the plugin means there. */
  function resolveLink(name: string, owner: Scope): Resolved {
    const link = owner.links.get(name);
    const module = link && link.name !== "*" ? program.linker.findModule(link.module, owner.path) : undefined;
    if (!link || !module) return nowhere;
    return resolveWritten(finder.findMember({ kind: "module", scope: module }, link.name).written, undefined);
  }

  function resolveName(tree: Tree & { kind: "name" }, scope: Scope, frame?: Frame): Resolved {
    if (isPhp) return resolvePhpName(tree, scope, frame);
    const owner = findOwner(scope, tree.name);
    if (!owner) {
      const star = listStars(scope).find((module) => isSuspect(`${module}.${tree.name}`));
      if (star !== undefined) return { path: `${star}.${tree.name}`, from: origin.none };
      const shared = resolveWritten(program.linker.listShared(tree.name, scope), undefined);
      return isSuspect(shared.path) ? shared : { path: tree.name, from: origin.none };
    }
    const imported = owner.imports.get(tree.name);
    if (imported !== undefined) {
      const linked = resolveLink(tree.name, owner);
      return isKnown(linked) ? linked : { path: imported, from: origin.none };
    }
    const given = frame && owner === frame.scope ? frame.given.get(tree.name) : undefined;
    if (given) {
      const inner = resolve(given.tree, given.scope, given.frame);
      if (isKnown(inner)) return { ...inner, trail: [...(inner.trail ?? []), given.from] };
    }
    const values = owner.writes.get(tree.name)?.values ?? [];
    const handed = values.filter((each) => each.argument === true);
    if (values.length === 0 || (handed.length === 0 && (values.length !== 1 || owner.bound.has(tree.name))))
      return { path: `?${tree.name}`, from: origin.none };
    const inner = resolveWritten(values, frame && owner === frame.scope ? frame : undefined);
    return inner.path === "" ? { path: `?${tree.name}`, from: origin.none } : inner;
  }

  function resolveMember(tree: Tree & { kind: "member" }, scope: Scope, frame?: Frame): Resolved {
    const property =
      tree.property.kind === "text"
        ? { text: tree.property.text, from: origin.none }
        : fold(tree.property, scope, frame);
    const key = isPhp && !tree.index && !tree.fixed ? keyOf(tree) : "";
    const value =
      isPhp && tree.index ? fold(tree, scope, frame) : key === "" ? undefined : foldWrites(key, scope, frame);
    const named = value?.text ?? value?.options?.find((option) => isSuspect(option.toLowerCase()));
    if (value && named !== undefined && (tree.index || isSuspect(named.toLowerCase())))
      return { path: named.toLowerCase(), from: value.from | origin.pieces, ...trailOf(value) };
    const object = resolve(tree.object, scope, frame);
    const inner = resolveInside(tree, property.text, scope, frame);
    if (isKnown(inner)) return inner;
    if (property.text === "__dict__") return object;
    if (object.path === "sys.modules" && property.text !== undefined)
      return { path: property.text, from: property.from | origin.pieces };
    if (property.text === "constructor" && (tree.object.kind === "scope" || object.path === "Function.prototype"))
      return { path: "Function", from: property.from };
    if (object.path === "$globals" && property.text !== undefined) {
      const path = `$${property.text.toLowerCase()}`;
      return { path, from: property.from | findSource(language, path) };
    }
    if (object.path === "$$" && property.text !== undefined)
      return { path: `$${property.text.toLowerCase()}`, from: property.from | origin.pieces };
    if (bound.has(property.text ?? "") && object.path !== "" && object.path !== "Reflect") return object;
    const glue = isPhp ? (tree.fixed ? "::" : "->") : ".";
    const from = nameOrigin(tree, object.from, property.from, scope, frame);
    if (property.text === undefined) return { path: object.path === "" ? "" : `${object.path}${glue}*`, from };
    const path = `${object.path || "?"}${glue}${property.text}`;
    return { path: isPhp ? path.toLowerCase() : stripGlobals(path), from };
  }

  /**
   * Where the name of what is called comes from. PHP: an object does not name its method, and who chooses in a table can
   * choose only what it holds.
   */
  function nameOrigin(tree: Tree & { kind: "member" }, object: number, property: number, scope: Scope, frame?: Frame) {
    if (!isPhp || tree.fixed) return object | property;
    if (!tree.index) return tree.property.kind === "text" ? object : property;
    const held = fold(tree.object, scope, frame).from | object;
    const own = object | fold(tree, scope, frame).from;
    return (held & origin.free) === 0 ? own : own | property;
  }

  /** What a table that is written once has under a key, or under any. */
  function listEntries(tree: Tree, wanted: string | undefined, scope: Scope): Written[] {
    const owner = tree.kind === "name" ? findOwner(scope, tree.name) : undefined;
    const [table, ...more] = tree.kind === "name" ? (owner?.writes.get(tree.name)?.values ?? []) : [{ tree, scope }];
    if (table?.tree.kind !== "record" || more.length > 0) return [];
    return table.tree.entries
      .filter(([key]) => wanted === undefined || (key.kind === "text" && key.text === wanted))
      .map(([, value]) => ({ tree: value, scope: table.scope }));
  }

  /** What a member of something that the plugin made means where it was made. */
  function resolveInside(
    tree: Tree & { kind: "member" },
    name: string | undefined,
    scope: Scope,
    frame?: Frame,
  ): Resolved {
    if (isPhp) return nowhere;
    if (name === undefined) {
      const any = resolveWritten(listEntries(tree.object, undefined, scope), undefined);
      return isSuspect(any.path) ? any : nowhere;
    }
    const key = keyOf(tree);
    const owner = key === "" ? undefined : findOwner(scope, key);
    const writes = owner?.writes.get(key)?.values ?? program.linker.listShared(key, scope);
    const written = key.includes(".") && writes.length > 0 ? resolveWritten(writes, frame) : nowhere;
    // Who replaces fetch of the window is asked about fetch.
    if (isSuspect(written.path) || !key.startsWith("window.")) if (isKnown(written)) return written;
    const [entry] = listEntries(tree.object, name, scope);
    if (entry) return resolveWritten([entry], undefined);
    for (const ref of fold(tree.object, scope, frame).refs ?? []) {
      const { written } = finder.findMember(ref, name);
      if (written.length > 0) return resolveWritten(written, undefined);
    }
    return nowhere;
  }

  /** What a function of the plugin answers, as something to call. */
  function resolveAnswer(tree: Tree & { kind: "call" }, path: string, scope: Scope, frame?: Frame): Resolved {
    if (isPhp) return nowhere;
    for (const target of finder.findTargets(tree, path, scope, frame)) {
      if (!target.answers) continue;
      const inner = frames.find(target, { scope, frame, line: tree.line });
      for (const answer of target.scope.answers) {
        const found = resolve(answer, target.scope, inner);
        if (isKnown(found))
          return { ...found, trail: [...(found.trail ?? []), { path: target.scope.path, line: answer.line }] };
      }
    }
    return nowhere;
  }

  function resolveCall(tree: Tree & { kind: "call" }, scope: Scope, frame?: Frame): Resolved {
    const callee = resolve(tree.callee, scope, frame);
    const args = tree.args.map((each) => fold(each, scope, frame));
    const known = resolveKnownCall(tree, callee, args, (each) => resolve(each, scope, frame));
    if (known) return known;
    if (
      tree.callee.kind === "member" &&
      bound.has(tree.callee.property.kind === "text" ? tree.callee.property.text : "")
    )
      return callee;
    const answered = resolveAnswer(tree, callee.path, scope, frame);
    return answered.path === "" ? { path: "", from: callee.from } : answered;
  }

  function resolve(tree: Tree, scope: Scope, frame?: Frame): Resolved {
    const { resolved, resolving } = tracker.memoOf(frame);
    const known = resolved.get(tree);
    if (known) return known;
    if (resolving.has(tree) || depth > deepest) return nowhere;
    resolving.add(tree);
    depth += 1;
    const answer = resolveFresh(tree, scope, frame);
    depth -= 1;
    resolving.delete(tree);
    resolved.set(tree, answer);
    return answer;
  }

  function resolveFresh(tree: Tree, scope: Scope, frame?: Frame): Resolved {
    switch (tree.kind) {
      case "name":
        return resolveName(tree, scope, frame);
      case "member":
        return resolveMember(tree, scope, frame);
      case "call":
        return isPhp ? resolvePhpValue(tree, scope, frame) : resolveCall(tree, scope, frame);
      case "text":
      case "join":
        return isPhp ? resolvePhpValue(tree, scope, frame) : { path: "", from: fold(tree, scope, frame).from };
      default:
        return { path: "", from: fold(tree, scope, frame).from };
    }
  }

  /** PHP calls what a text names. */
  function resolvePhpValue(tree: Tree, scope: Scope, frame?: Frame): Resolved {
    const value = fold(tree, scope, frame);
    const chosen = value.text ?? value.options?.find((option) => isSuspect(option.toLowerCase()));
    if (chosen === undefined) {
      // What a function of somebody else answers is no name of what it was handed.
      if (tree.kind === "call" && tree.fresh) return nowhere;
      const isOwn = tree.kind !== "call" || finder.findTargets(tree, "", scope, frame).length > 0;
      const from = isOwn ? value.from : value.from & (origin.decoded | origin.characters);
      return { path: "", from, ...trailOf(value) };
    }
    return { path: chosen.replace(/^\\/, "").toLowerCase(), from: value.from | origin.pieces, ...trailOf(value) };
  }

  return { resolve };
}
