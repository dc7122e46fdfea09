import type { Tree } from "../parse/tree.ts";

/** A line of the plugin that a value comes by. */
export interface Place {
  readonly path: string;
  readonly line: number;
}

/** A value that is written to a name, where its own names are looked up. */
export interface Written {
  readonly tree: Tree;
  readonly scope: Scope;
  /** Where it comes over from another function or file. */
  readonly from?: Place;
  /** It is what a call hands to a parameter. */
  readonly argument?: true;
  /** The name may be one of further out. */
  readonly isLoose?: true;
}

/** What is written to one name in one scope. */
interface Writes {
  readonly values: Written[];
  readonly appended: Written[];
}

/** The names of one function, class or file. */
export interface Scope {
  readonly tree: Tree;
  /** The file. */
  readonly path: string;
  readonly parent: Scope | undefined;
  /** Of the file; its own of a file's scope. */
  readonly top: Scope;
  readonly writes: Map<string, Writes>;
  /** Parameters, functions, loop variables: bound, to something unknown. */
  readonly bound: Set<string>;
  /** Local name → `module` or `module.name`. */
  readonly imports: Map<string, string>;
  /** Local name → the module as it is written, and the name in it; `*` is the module. */
  readonly links: Map<string, { readonly module: string; readonly name: string }>;
  /** Modules whose every name was taken over (`from os import *`), as they are spelled and as they are written. */
  readonly stars: { readonly module: string; readonly written: string }[];
  /** Functions and classes that are declared here; PHP in lower case. */
  readonly declared: Map<string, Scope>;
  /** Names that belong further out although they are written here (`global $x`). */
  readonly lifted: Map<string, Scope>;
  /** What the function gives back. */
  readonly answers: Tree[];
}

export const isClass = ({ tree }: Scope): boolean => tree.kind === "scope" && tree.isClass === true;

/** The class that a place stands in. */
export function findClass(scope: Scope): Scope | undefined {
  for (let at: Scope | undefined = scope; at; at = at.parent) if (isClass(at)) return at;
  return undefined;
}

/** The nearest scope outwards that knows a name. */
export function findOwner(scope: Scope, key: string): Scope | undefined {
  for (let at: Scope | undefined = scope; at; at = at.parent) {
    if (at.writes.has(key) || at.bound.has(key) || at.imports.has(key)) return at;
  }
  return undefined;
}

export function write(home: Scope, key: string, value: Written, append = false): void {
  const known = home.writes.get(key) ?? { values: [], appended: [] };
  home.writes.set(key, known);
  (append ? known.appended : known.values).push(value);
}
