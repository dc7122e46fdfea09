import type { Folded, Ref } from "../fold/fold-calls.ts";
import { findClass, isClass, type Scope, type Written } from "../fold/scope.ts";
import type { Tree } from "../parse/tree.ts";
import { bindArguments } from "./bind-arguments.ts";
import { expandCall, type Inner } from "./expand-call.ts";
import type { Frame } from "./frame.ts";
import type { Program } from "./program.ts";

type Call = Tree & { kind: "call" };
type Fold = (tree: Tree, scope: Scope, frame?: Frame) => Folded;

/** A function of the plugin that a call runs. */
export interface Target {
  readonly scope: Scope;
  readonly bound: readonly (readonly [parameter: string, value: Tree])[];
  /** Its answer is the call's. */
  readonly answers: boolean;
}

/** What a class, instance or module has under a name. */
export interface Member {
  readonly refs: readonly Ref[];
  readonly written: readonly Written[];
}

/** A name that more functions have says too little. */
const mostTargets = 4;
const mostNamesakes = 2;
const tallest = 6;

const nothing: Member = { refs: [], written: [] };
const refTo = (scope: Scope, isBound = false): Ref => ({ kind: isClass(scope) ? "class" : "function", scope, isBound });

/** Finds functions, methods and properties of the plugin. */
export function createFinder(program: Program, fold: Fold) {
  const { linker, index } = program;
  const isPhp = linker.language === "php";
  const spell = (name: string) => (isPhp ? name.toLowerCase() : name);

  function listBases(scope: Scope): Scope[] {
    const bases = scope.tree.kind === "scope" ? (scope.tree.bases ?? []) : [];
    return bases
      .flatMap((base) => (fold(base, scope.parent ?? scope).refs ?? []).map((ref) => ref.scope))
      .filter(isClass);
  }

  function findInClass(scope: Scope, name: string, isInstance: boolean, height = 0): Member {
    const method = scope.declared.get(spell(name));
    if (method) return { refs: [refTo(method, isInstance)], written: [] };
    const own = scope.writes.get(name)?.values ?? [];
    const kept = linker.keyOfProperty(name).flatMap((key) => scope.top.writes.get(key)?.values ?? []);
    const written = [...own, ...kept].map((each) => ({
      ...each,
      from: each.from ?? { path: each.scope.path, line: each.tree.line },
    }));
    if (written.length > 0 || height >= tallest) return { refs: [], written };
    for (const base of listBases(scope)) {
      const found = findInClass(base, name, isInstance, height + 1);
      if (found !== nothing && (found.refs.length > 0 || found.written.length > 0)) return found;
    }
    return nothing;
  }

  /** What a value of the plugin has under a name. */
  function findMember(ref: Ref, name: string): Member {
    if (ref.kind === "class" || ref.kind === "instance")
      return findInClass(ref.scope, name, ref.kind === "instance" || name === linker.constructor);
    if (ref.kind === "function") return nothing;
    const declared = linker.language === "python" ? ref.scope.declared.get(name) : undefined;
    if (declared) return { refs: [refTo(declared)], written: [] };
    const written = linker.listExports(ref.scope, name);
    if (written.length > 0) return { refs: [], written };
    if (linker.language === "javascript") {
      const whole = linker.listExports(ref.scope, "*");
      const fields = whole.flatMap((each) => fold(each.tree, each.scope).fields?.get(name) ?? []);
      if (fields.length > 0) return { refs: fields.flatMap(({ refs = [] }) => refs), written: [] };
    }
    const folder = ref.scope.path.replace(/__init__\.py$/, "");
    const inner = linker.language === "python" ? linker.findModule(name, folder) : undefined;
    if (inner && inner !== ref.scope) return { refs: [{ kind: "module", scope: inner }], written: [] };
    for (const star of ref.scope.stars) {
      const module = linker.findModule(star.written, ref.scope.path);
      if (module && module !== ref.scope) return findMember({ kind: "module", scope: module }, name);
    }
    return nothing;
  }

  /** Functions and classes that a plain name means, and what an instance calls itself. */
  function findNamed(name: string, scope: Scope): readonly Ref[] {
    const isParent = isPhp ? /^parent$/i.test(name) : name === "super";
    const isSelf = linker.selves.has(name) || (isPhp && /^(self|static)$/i.test(name));
    const owner = isParent || isSelf ? findClass(scope) : undefined;
    if (owner && isParent)
      return listBases(owner).map((each): Ref => ({ kind: isPhp ? "instance" : "class", scope: each }));
    if (owner) return [{ kind: "instance", scope: owner }];
    const key = spell(name.slice(name.lastIndexOf("\\") + 1));
    for (let at: Scope | undefined = scope; at; at = at.parent) {
      const declared = isClass(at) ? undefined : at.declared.get(key);
      if (declared) return [refTo(declared)];
      if (!isPhp && (at.bound.has(name) || at.writes.has(name) || at.imports.has(name))) return [];
    }
    return [...linker.findClasses(name), ...linker.findFunctions(name)]
      .slice(0, mostTargets)
      .map((each) => refTo(each));
  }

  /** What a text or a pair of object and name means as something to call. */
  function findByText(value: Folded): Ref[] {
    if (!isPhp) return [];
    const [object, method] = value.items ?? [];
    if (value.items?.length === 2 && object && method?.text !== undefined) {
      const owners = [
        ...(object.refs ?? []),
        ...(object.text === undefined ? [] : linker.findClasses(object.text).map((each) => refTo(each))),
      ];
      return owners.flatMap((owner) => findMember(owner, method.text ?? "").refs);
    }
    return [value.text, ...(value.options ?? [])].flatMap((text) => {
      if (text === undefined || text.length > 200) return [];
      const [owner = "", name] = text.split("::");
      if (name === undefined) return linker.findFunctions(text).map((each) => refTo(each));
      return linker.findClasses(owner).flatMap((each) => findMember(refTo(each), name).refs);
    });
  }

  function listRefs(callee: Tree, scope: Scope, frame: Frame | undefined, argCount: number): readonly Ref[] {
    const value = fold(callee, scope, frame);
    if (value.refs && value.refs.length > 0) return value.refs;
    const named = findByText(value);
    if (named.length > 0) return named;
    if (callee.kind !== "member" || callee.property.kind !== "text" || callee.index) return [];
    if ((fold(callee.object, scope, frame).refs ?? []).length > 0) return [];
    // Of an unknown object: the plugin's only methods of that name which take so many arguments.
    const namesakes = index.methods.get(spell(callee.property.text)) ?? [];
    if (namesakes.length > mostNamesakes) return [];
    return namesakes
      .filter(({ tree }) => tree.kind === "scope" && tree.params.length >= argCount)
      .map((each) => refTo(each, true));
  }

  // Made once: what is known of a tree is kept by the tree.
  const expanded = new WeakMap<Call, readonly Inner[]>();
  const bounds = new WeakMap<readonly Tree[], Map<Scope, Target["bound"]>>();
  function bindOnce(target: Scope, args: readonly Tree[], shift: number): Target["bound"] {
    const known = bounds.get(args) ?? new Map<Scope, Target["bound"]>();
    bounds.set(args, known);
    const bound = known.get(target) ?? bindArguments(target, args, shift);
    known.set(target, bound);
    return bound;
  }

  const calledAs = (kind: Ref["kind"]) =>
    kind === "class" ? linker.constructor : kind === "instance" ? linker.invoker : undefined;

  /** Every function of the plugin that a call may run. `path`: what its callee means, as the resolver says. */
  function findTargets(call: Call, path: string, scope: Scope, frame?: Frame): Target[] {
    const run = ({ callee, args, answers }: Inner, wants: number) =>
      listRefs(callee, scope, frame, wants)
        .slice(0, mostTargets)
        .flatMap((ref): Target[] => {
          const made = calledAs(ref.kind) === undefined ? ref : findMember(ref, calledAs(ref.kind) ?? "").refs[0];
          if (made?.kind !== "function" || made.scope.tree.kind !== "scope") return [];
          const fills = linker.language === "python" && linker.selves.has(made.scope.tree.params[0] ?? "");
          const shift = fills && (made.isBound === true || ref.kind === "class") ? 1 : 0;
          const bound = bindOnce(made.scope, args, shift);
          return [{ scope: made.scope, bound, answers: answers && ref.kind !== "class" }];
        });
    const direct = run({ callee: call.callee, args: call.args, answers: true }, call.args.length);
    if (direct.length > 0) return direct;
    const inners = expanded.get(call) ?? expandCall(linker.language, call, path);
    expanded.set(call, inners);
    return inners.flatMap((inner) => run(inner, Number.POSITIVE_INFINITY));
  }

  /** The classes of which a call makes an instance. */
  function findMade(call: Call, scope: Scope, frame?: Frame): Ref[] {
    if (call.fresh !== true && linker.language !== "python") return [];
    const refs = fold(call.callee, scope, frame).refs ?? [];
    return refs.flatMap((ref) => (ref.kind === "class" ? [{ kind: "instance", scope: ref.scope } as const] : []));
  }

  return { findMember, findNamed, findTargets, findMade };
}
