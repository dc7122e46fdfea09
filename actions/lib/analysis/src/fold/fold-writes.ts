import type { createFinder } from "../flow/find-targets.ts";
import type { Frame, Memo } from "../flow/frame.ts";
import type { Program } from "../flow/program.ts";
import type { Tree } from "../parse/tree.ts";
import { type Folded, joinFolded, unknown } from "./fold-calls.ts";
import { origin } from "./origin.ts";
import { findClass, findOwner, type Place, type Scope, type Written } from "./scope.ts";

const mostTrail = 6;
const mostOptions = 20;
const mostRefs = 6;

/** A value as it comes over from another place. */
export function cross(value: Folded, place: Place | undefined): Folded {
  if (!place || (value.from === 0 && value.text === undefined && !value.options?.length && !value.fields)) return value;
  return { ...value, trail: [...(value.trail ?? []), place].slice(-mostTrail) };
}

const mostFields = 200;
const mostTables = 8;

type Fields = ReadonlyMap<string, Folded>;

/** Unions by the tables that they are of: what is handed on is told apart by its tables. */
const unions = new WeakMap<Fields, Map<Fields, Fields>>();

/** Two tables as one, key by key. */
function uniteTables(one: Fields, other: Fields): Fields {
  const known = unions.get(one) ?? new Map<Fields, Fields>();
  unions.set(one, known);
  const union = known.get(other) ?? makeUnion(one, other);
  known.set(other, union);
  return union;
}

function makeUnion(one: Fields, other: Fields): Fields {
  const union = new Map(one);
  for (const [key, value] of other) {
    const own = union.get(key);
    union.set(key, own ? uniteFolded([own, value]) : value);
  }
  return union;
}

/** Tables that one thing may be. What is no table may have anything under any key. */
function uniteFields(values: readonly Folded[]): Pick<Folded, "fields" | "rest"> {
  const tables = [...new Set(values.flatMap(({ fields }) => fields ?? []))];
  const [first, ...others] = tables;
  if (!first) return {};
  if (others.length >= mostTables || tables.some(({ size }) => size > mostFields)) return { fields: first };
  const rest = values.reduce((bits, each) => bits | (each.fields ? (each.rest ?? each.from) : each.from), 0);
  return { fields: others.reduce(uniteTables, first), rest };
}

/** Several values that one thing may be. */
export function uniteFolded(values: readonly Folded[]): Folded {
  const [first] = values;
  if (!first || values.length === 1) return first ?? unknown;
  const from = values.reduce((bits, each) => bits | each.from, 0);
  const options = values.flatMap(({ text, options: inner = [] }) => (text === undefined ? inner : [text, ...inner]));
  const refs = [...new Set(values.flatMap((each) => each.refs ?? []))].slice(0, mostRefs);
  const heaviest =
    values.find((each) => each.trail && (each.from & ~origin.pieces) !== 0) ?? values.find((each) => each.trail);
  const items = values.find((each) => each.items)?.items;
  return {
    from,
    ...(options.length > 0 ? { options: [...new Set(options)].slice(0, mostOptions) } : {}),
    ...(refs.length > 0 ? { refs } : {}),
    ...(heaviest?.trail ? { trail: heaviest.trail } : {}),
    ...uniteFields(values),
    ...(items ? { items } : {}),
  };
}

interface Question {
  readonly key: string;
  readonly scope: Scope;
  readonly frame: Frame | undefined;
  readonly program: Program;
  readonly finder: ReturnType<typeof createFinder>;
  memoOf(frame: Frame | undefined): Memo;
  fold(tree: Tree, scope: Scope, frame?: Frame): Folded;
}

/** What a class that this file knows inherits under a property's key. */
function foldInherited({ key, scope, finder, fold }: Question): Folded {
  const property = /^(?:->|::|this\.|self\.)(.+)$/.exec(key)?.[1];
  const owner = property === undefined ? undefined : findClass(scope);
  if (property === undefined || !owner) return unknown;
  const { refs, written } = finder.findMember({ kind: "instance", scope: owner }, property);
  if (refs.length > 0) return { from: 0, refs };
  return uniteFolded(written.map((each) => cross(fold(each.tree, each.scope), each.from)));
}

const isMine = (written: Written, frame: Frame | undefined) =>
  frame !== undefined && written.scope === frame.scope ? frame : undefined;

/** Everything that is written to a name, as far as it is known. */
export function foldWrites(question: Question): Folded {
  const { key, scope, frame, memoOf } = question;
  const owner = findOwner(scope, key);
  const here = frame && owner === frame.scope ? frame : undefined;
  const home = owner ?? scope;
  const { names } = memoOf(here);
  const known = names.get(home) ?? new Map<string, Folded>();
  names.set(home, known);
  const answer = known.get(key) ?? (owner ? foldOwn(question, owner, here) : foldForeign(question));
  known.set(key, answer);
  return answer;
}

/** What other files, or classes above this one, write to a name that this file does not know. */
function foldForeign(question: Question): Folded {
  const { key, scope, program, fold } = question;
  const shared = program.linker.listShared(key, scope);
  if (shared.length === 0) return foldInherited(question);
  return uniteFolded(shared.map((each) => cross(fold(each.tree, each.scope), each.from)));
}

function foldOwn({ key, fold }: Question, owner: Scope, here: Frame | undefined): Folded {
  const writes = owner.writes.get(key);
  const given = here?.given.get(key);
  const all = writes?.values ?? [];
  const own = here ? all.filter((each) => each.argument !== true) : all;
  const values = [
    ...(given ? [cross(fold(given.tree, given.scope, given.frame), given.from)] : []),
    ...own.map((each) => cross(fold(each.tree, each.scope, isMine(each, here)), each.from)),
  ];
  const added = (writes?.appended ?? []).map((each) => fold(each.tree, each.scope, isMine(each, here)));
  const united = uniteFolded([...values, ...added]);
  const handed = own.filter((each) => each.argument === true).length + (given ? 1 : 0);
  const varies = handed > 1 && (united.options ?? united.refs) !== undefined ? origin.varies : 0;
  const isOpen = values.length !== 1 || (owner.bound.has(key) && handed !== 1);
  const [first] = values;
  if (!first) return { from: united.from };
  if (isOpen) {
    const options = united.options ?? (first.text === undefined ? first.options : [first.text]);
    const { text: _text, ...rest } = united;
    return { ...rest, from: united.from | varies, ...(options ? { options } : {}) };
  }
  if (added.length === 0) return first;
  return {
    ...joinFolded([first, ...added]),
    from: united.from | origin.pieces,
    ...(united.trail ? { trail: united.trail } : {}),
  };
}
