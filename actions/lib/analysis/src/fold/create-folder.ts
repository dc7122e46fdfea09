import type { Language } from "../finding.ts";
import type { Tree } from "../parse/tree.ts";
import { createResolver, type Resolved } from "./create-resolver.ts";
import { type Folded, foldCall, joinFolded, makeText, unknown } from "./fold-calls.ts";
import { origin } from "./origin.ts";
import { findOwner, keyOf, type Scope } from "./scope-names.ts";
import { cleans, findSource } from "./source-names.ts";

export interface Folder {
  fold(tree: Tree, scope: Scope): Folded;
  resolve(tree: Tree, scope: Scope): Resolved;
}

/** Chains of names longer than this lead nowhere. */
const deepest = 200;
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

/** Follows names and constants of one file. Flow is not followed: whatever is written anywhere to a name counts. */
export function createFolder(language: Language, isSuspect: (path: string) => boolean): Folder {
  const folded = new WeakMap<Tree, Folded>();
  const folding = new Set<Tree>();
  let depth = 0;
  const isPhp = language === "php";

  function foldWrites(key: string, scope: Scope): Folded {
    const owner = findOwner(scope, key);
    const writes = owner?.writes.get(key);
    if (!owner || !writes) return unknown;
    const values = writes.values.map((value) => fold(value, owner));
    const added = writes.appended.map((value) => fold(value, owner));
    const from = [...values, ...added].reduce((bits, each) => bits | each.from, 0);
    const options = values.flatMap(({ text, options: inner = [] }) => (text === undefined ? inner : [text, ...inner]));
    if (values.length !== 1 || owner.bound.has(key)) return { from, options: options.slice(0, 20) };
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
    if (isBackwards(tree.property) && object.text !== undefined)
      return makeText([...object.text].reverse().join(""), object.from | origin.pieces);
    const field = object.fields?.get(tree.property.kind === "text" ? tree.property.text : "");
    if (field) return field;
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
      case "group": {
        // What is asked of has no part in which of the answers it is.
        const parts = conditions.has(tree.what) ? tree.children.slice(1) : tree.children;
        const children = parts.map((child) => fold(child, scope));
        const from = children.reduce((bits, child) => bits | child.from, 0);
        if (!choices.has(tree.what)) return { from };
        return {
          from,
          options: children.flatMap(({ text, options = [] }) => (text === undefined ? options : [text])).slice(0, 20),
        };
      }
      case "record": {
        const pairs = tree.entries.map(([key, value]) => [fold(key, scope).text, fold(value, scope)] as const);
        const fields = new Map(pairs.flatMap(([key, value]) => (key === undefined ? [] : [[key, value] as const])));
        return { fields, from: pairs.reduce((bits, [, value]) => bits | value.from, 0) };
      }
      default:
        return unknown;
    }
  }

  function fold(tree: Tree, scope: Scope): Folded {
    const known = folded.get(tree);
    if (known) return known;
    if (folding.has(tree) || depth > deepest) return unknown;
    folding.add(tree);
    depth += 1;
    const answer = foldFresh(tree, scope);
    depth -= 1;
    folding.delete(tree);
    // Kept even inside a cycle, where it depends on where the question began: else doubled names cost exponential time.
    folded.set(tree, answer);
    return answer;
  }

  const { resolve } = createResolver(language, { fold, foldWrites }, isSuspect);
  return { fold, resolve };
}
