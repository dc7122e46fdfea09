import type { createFinder, Target } from "../flow/find-targets.ts";
import type { Frame } from "../flow/frame.ts";
import type { createFrameStore } from "../flow/frame-store.ts";
import type { Program } from "../flow/program.ts";
import type { Tracker } from "../flow/tracker.ts";
import type { Tree } from "../parse/tree.ts";
import type { Resolved } from "./create-resolver.ts";
import { bindJoined, type Folded, foldCall, foldMask, makeText, unknown } from "./fold-calls.ts";
import { foldImported } from "./fold-imported.ts";
import { cross, uniteFolded } from "./fold-writes.ts";
import { origin } from "./origin.ts";
import { type Place, type Scope } from "./scope.ts";
import { keyOf } from "./scope-names.ts";
import { cleans, findServerSource, findSource } from "./source-names.ts";

/** Groups of which one child is the value. */
const choices = new Set([
  "retif",
  "ConditionalExpression",
  "LogicalExpression",
  "IfExp",
  "BoolOp",
  "matcharm",
  "match",
]);
/** Those whose first child is only asked. */
const conditions = new Set(["retif", "ConditionalExpression", "IfExp"]);
const isBackwards = (slice: Tree) =>
  slice.kind === "group" &&
  slice.what === "Slice" &&
  slice.children.length === 1 &&
  slice.children[0]?.kind === "group";
const isAny = (property: Tree) => property.kind === "group" && property.what === "any";
/** Methods that find what somebody stored. */
const finds =
  /^(offsetGet|get|get_?(item|by|one|all|row|list|entity|instance)\w*|(load|find)\w*|fetch_?(all|row|one|col|pairs)\w*|add_?(attribute_?to_?)?(field_?to_?)?filter|where\w*)$/i;
/** What says nothing of where a value comes from. */
const harmless = origin.pieces | origin.varies | origin.free;
const bound = new Set(["bind", "call", "apply"]);
const keptOf = (args: readonly Folded[]) =>
  args.reduce((bits, each) => bits | each.from, 0) & ~(origin.request | origin.network | origin.free);

/** A list or table into which something was put under keys that nobody knows. */
const withPut = (whole: Folded, put: number): Folded => ({
  ...whole,
  from: whole.from | put,
  own: whole.own ?? whole.from,
  ...(whole.fields ? { rest: (whole.rest ?? whole.from) | put } : {}),
});

export interface Parts {
  readonly program: Program;
  readonly finder: ReturnType<typeof createFinder>;
  readonly tracker: Tracker;
  readonly frames: ReturnType<typeof createFrameStore>;
  fold(tree: Tree, scope: Scope, frame?: Frame): Folded;
  resolve(tree: Tree, scope: Scope, frame?: Frame): Resolved;
  foldWrites(key: string, scope: Scope, frame?: Frame): Folded;
}

/** How the value of a tree is told from those below it. */
export function createTreeFolder(parts: Parts): (tree: Tree, scope: Scope, frame?: Frame) => Folded {
  const { program, finder, tracker, frames, fold, resolve, foldWrites } = parts;
  const { language } = program.linker;
  const isPhp = language === "php";

  function foldMemberOf(value: Folded, name: string): Folded | undefined {
    for (const ref of value.refs ?? []) {
      const { refs, written } = finder.findMember(ref, name);
      if (refs.length > 0) return { from: 0, refs };
      if (written.length > 0) return uniteFolded(written.map((each) => cross(fold(each.tree, each.scope), each.from)));
    }
    return undefined;
  }

  function foldMember(tree: Tree & { kind: "member" }, scope: Scope, frame?: Frame): Folded {
    const { path } = resolve(tree, scope, frame);
    const isServer = isPhp && tree.object.kind === "name" && tree.object.name === "$_SERVER";
    const source =
      isServer && tree.property.kind === "text" ? findServerSource(tree.property.text) : findSource(language, path);
    const key = keyOf(tree);
    const written = key === "" ? unknown : foldWrites(key, scope, frame);
    if (written.text !== undefined || written.items || written.refs) return { ...written, from: written.from | source };
    const object = fold(tree.object, scope, frame);
    if (isBackwards(tree.property) && object.text !== undefined)
      return makeText([...object.text].reverse().join(""), object.from | origin.pieces);
    if (isAny(tree.property) && object.items)
      return { ...uniteFolded(object.items), from: object.from | uniteFolded(object.items).from };
    if (isAny(tree.property) && object.fields) return uniteFolded([{ from: object.from }, ...object.fields.values()]);
    const named = tree.property.kind === "name" ? tree.property.name.replace(/^\$/, "") : undefined;
    const name =
      tree.property.kind === "text" ? tree.property.text : tree.fixed ? named : fold(tree.property, scope, frame).text;
    const field = name === undefined ? undefined : (object.fields?.get(name) ?? foldMemberOf(object, name));
    if (field) return object.rest ? uniteFolded([field, { from: object.rest }]) : field;
    // Whoever chooses among what a table holds can choose any of it, and nothing else.
    const chosen = tree.index === true && name === undefined && object.fields ? [...object.fields.values()] : [];
    if (bound.has(name ?? "") && object.refs) return object;
    const index = tree.property.kind === "number" ? tree.property.number : undefined;
    if (index !== undefined) {
      const item = object.items?.[index];
      if (item) return { ...item, from: item.from | origin.pieces };
      const letter = object.text?.at(index);
      if (letter !== undefined) return { text: letter, from: object.from | origin.pieces };
    }
    const whole = chosen.length > 0 ? uniteFolded([unknown, ...chosen]) : unknown;
    const options = written.options ?? whole.options;
    const trail = written.trail ?? object.trail;
    const outer = name !== undefined && object.fields && !object.refs ? (object.rest ?? object.from) : object.from;
    return { from: outer | source | written.from, ...(options ? { options } : {}), ...(trail ? { trail } : {}) };
  }

  /** What a function of the plugin answers to what it is handed here. */
  function foldAnswer(target: Target, call: Tree, scope: Scope, frame: Frame | undefined): Folded {
    const inner = frames.find(target, { scope, frame, line: call.line });
    const answers = target.scope.answers.map((tree) => {
      const place: Place = { path: target.scope.path, line: tree.line };
      const value = fold(tree, target.scope, inner);
      if (!inner) return cross(value, place);
      // Calls with the same values share what is known; the way is this call's.
      const { trail: _others, ...own } = value;
      const bits = value.from & ~(origin.pieces | origin.varies);
      const given = target.bound.map(([, each]) => fold(each, scope, frame)).find(({ from }) => (from & bits) !== 0);
      if (!given) return cross(value, place);
      return cross({ ...own, trail: [...(given.trail ?? []), { path: scope.path, line: call.line }] }, place);
    });
    return uniteFolded(answers);
  }

  function foldCallTree(tree: Tree & { kind: "call" }, scope: Scope, frame?: Frame): Folded {
    const { path } = resolve(tree.callee, scope, frame);
    const made = finder.findMade(tree, scope, frame);
    const targets = finder.findTargets(tree, path, scope, frame).filter(({ answers }) => answers);
    if (targets.length > 0) return uniteFolded(targets.map((target) => foldAnswer(target, tree, scope, frame)));
    const args = tree.args.map((each) => fold(each, scope, frame));
    const isMethod = tree.callee.kind === "member";
    const owner = tree.callee.kind === "member" ? fold(tree.callee.object, scope, frame) : unknown;
    const method =
      tree.callee.kind === "member" && tree.callee.property.kind === "text" ? tree.callee.property.text : undefined;
    if (made.length > 0) return { from: args.reduce((bits, each) => bits | each.from, 0), refs: made };
    const known = foldCall(isPhp ? path.toLowerCase() : path, isMethod ? method : undefined, owner, tree.args, args);
    if (known) return known;
    if (cleans.has(path)) return unknown;
    // What is stored is another value than the key that it is asked for by.
    const asked = method !== undefined && finds.test(method) ? owner.from | keptOf(args) : undefined;
    const module = foldImported(program, path, tree.args[0] ? args[0] : undefined, scope);
    if (module) return module;
    const from = asked ?? args.reduce((bits, each) => bits | each.from, owner.from);
    const opened =
      path === "file_get_contents" && /^https?:/i.test(args[0]?.text ?? "") ? origin.network | origin.free : 0;
    const input = args[0]?.text === "php://input" ? origin.request | origin.free : 0;
    return { from: (from & ~origin.pieces) | findSource(language, path) | opened | input };
  }

  function foldName(tree: Tree & { kind: "name" }, scope: Scope, frame?: Frame): Folded {
    // Elsewhere only members and calls are sources: a plain name such as `input` may be anybody's.
    const source = isPhp ? findSource(language, tree.name) : origin.none;
    const link = isPhp ? undefined : findLink(tree.name, scope);
    const whole = link ?? foldWrites(tree.name, scope, frame);
    // What was put into a list counts for the list as a whole.
    const put = link ? origin.none : foldWrites(`${tree.name}[*]`, scope, frame).from;
    const written = put === 0 ? whole : withPut(whole, put);
    const { own: _own, ...plain } = written;
    const value = source === 0 ? written : { ...plain, from: written.from | source };
    if (value.refs || value.text !== undefined || tree.name.startsWith("$") !== (tree.name === "$this")) return value;
    const refs = finder.findNamed(tree.name, scope);
    return refs.length > 0 ? { ...value, refs } : value;
  }

  /** What another file of the plugin gives out under the name that it is imported by. */
  function findLink(name: string, scope: Scope): Folded | undefined {
    for (let at: Scope | undefined = scope; at; at = at.parent) {
      const link = at.links.get(name);
      if (!link) {
        if (at.writes.has(name) || at.bound.has(name)) return undefined;
        continue;
      }
      const inner = language === "python" && link.name !== "*" ? `${link.module}.${link.name}`.replace(/^\./, "") : "";
      const module = program.linker.findModule(link.module, scope.path);
      const submodule = inner === "" || module ? undefined : program.linker.findModule(inner, scope.path);
      if (submodule) return { from: 0, refs: [{ kind: "module", scope: submodule }] };
      if (!module) return undefined;
      const self: Folded = { from: 0, refs: [{ kind: "module", scope: module }] };
      if (link.name === "*") return self;
      return foldMemberOf(self, link.name);
    }
    return undefined;
  }

  function foldGroup(tree: Tree & { kind: "group" }, scope: Scope, frame?: Frame): Folded {
    // What is asked of has no part in which of the answers it is.
    const answers = conditions.has(tree.what) ? tree.children.slice(1) : tree.children;
    const children = answers.map((child) => fold(child, scope, frame));
    const from = children.reduce((bits, child) => bits | child.from, 0);
    if (tree.what === "number") return unknown;
    if (isPhp && (tree.what === "^" || tree.what === "~")) return foldMask(tree.what, children);
    if (tree.what === "Starred") return children[0] ?? unknown;
    if (!choices.has(tree.what)) return { from };
    const { text: _text, ...united } = uniteFolded([unknown, ...children]);
    return { ...united, from };
  }

  function foldFresh(tree: Tree, scope: Scope, frame?: Frame): Folded {
    switch (tree.kind) {
      case "text":
        return makeText(tree.text, origin.none);
      case "number":
        return { text: String(tree.number), from: origin.none };
      case "name":
        return foldName(tree, scope, frame);
      case "join":
        return bindJoined(
          tree.parts.map((part) => fold(part, scope, frame)),
          isPhp,
        );
      case "list":
        return { items: tree.items.slice(0, 5_000).map((item) => fold(item, scope, frame)), from: 0 };
      case "member":
        return foldMember(tree, scope, frame);
      case "call":
        return foldCallTree(tree, scope, frame);
      case "assign":
        return fold(tree.value, scope, frame);
      case "group":
        return foldGroup(tree, scope, frame);
      case "include": {
        const file = foldImported(program, "include", fold(tree.what, scope, frame), scope, tree.what);
        const answers = file?.refs?.flatMap(({ scope: top }) => top.answers.map((each) => fold(each, top))) ?? [];
        return uniteFolded(answers);
      }
      case "scope": {
        const own = program.scopeOf(tree);
        return own ? { from: 0, refs: [{ kind: tree.isClass === true ? "class" : "function", scope: own }] } : unknown;
      }
      case "record": {
        const pairs = tree.entries.map(
          ([key, value]) => [fold(key, scope, frame).text, fold(value, scope, frame)] as const,
        );
        const fields = new Map(pairs.flatMap(([key, value]) => (key === undefined ? [] : [[key, value] as const])));
        const rest = pairs.reduce((bits, [key, value]) => (key === undefined ? bits | value.from : bits), 0);
        return { fields, rest, from: pairs.reduce((bits, [, value]) => bits | value.from, 0) };
      }
      default:
        return unknown;
    }
  }

  /** A value that was made of others comes by their way. */
  return (tree, scope, frame) => {
    const answer = foldFresh(tree, scope, frame);
    if (answer.trail || answer.from === 0 || tree.kind === "name" || tree.kind === "text") return answer;
    const { folded } = tracker.memoOf(frame);
    const trail = listTrails(tree, folded, answer.from);
    return trail ? { ...answer, trail } : answer;
  };
}

/** The way of the first part that has one and from which the value may come. */
function listTrails(tree: Tree, folded: ReadonlyMap<Tree, Folded>, from: number): readonly Place[] | undefined {
  const parts: readonly Tree[] =
    tree.kind === "call"
      ? [...tree.args, ...(tree.callee.kind === "member" ? [tree.callee.object] : [])]
      : tree.kind === "join"
        ? tree.parts
        : tree.kind === "group"
          ? tree.children
          : [];
  for (const part of parts) {
    const known = folded.get(part);
    if (known?.trail && ((from & ~harmless) === 0 || (known.from & from & ~harmless) !== 0)) return known.trail;
  }
  return undefined;
}
