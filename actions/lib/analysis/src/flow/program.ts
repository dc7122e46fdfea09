import type { Language } from "../finding.ts";
import { isClass, type Scope, type Written } from "../fold/scope.ts";
import type { FileScopes } from "../fold/scope-names.ts";
import type { Tree } from "../parse/tree.ts";
import { linkJavascript } from "./link-javascript.ts";
import { linkPhp } from "./link-php.ts";
import { linkPython } from "./link-python.ts";

/** What can be found by name in all files of one language. */
export interface ProgramIndex {
  /** Files by path. */
  readonly tops: ReadonlyMap<string, Scope>;
  readonly functions: ReadonlyMap<string, readonly Scope[]>;
  readonly classes: ReadonlyMap<string, readonly Scope[]>;
  readonly methods: ReadonlyMap<string, readonly Scope[]>;
}

/** What a language has of its own in how a name leads to another file, function or class. */
export interface Linker {
  readonly language: Language;
  /** Methods that `new` or a call of a class runs. */
  readonly constructor: string;
  /** The method that a call of an instance runs. */
  readonly invoker: string;
  /** What an instance calls itself. */
  readonly selves: ReadonlySet<string>;
  /** Key of an instance's property, as `keyOf` makes it. */
  keyOfProperty(name: string): readonly string[];
  /** The file that a module, or an include's path or its end, means. */
  findModule(written: string, from: string): Scope | undefined;
  /** What a module gives out under a name; `*` is all of it at once (`module.exports`). */
  listExports(module: Scope, name: string): readonly Written[];
  /** What other files write to a name that this one does not know. */
  listShared(key: string, scope: Scope): readonly Written[];
  /** Functions and classes that every file sees. */
  findFunctions(name: string): readonly Scope[];
  findClasses(name: string): readonly Scope[];
}

/** A call of a function of the plugin. */
export interface Site {
  readonly bound: readonly (readonly [parameter: string, value: Tree])[];
  readonly scope: Scope;
  readonly line: number;
}

export interface Program {
  readonly linker: Linker;
  readonly index: ProgramIndex;
  readonly files: readonly FileScopes[];
  /** The calls of each function, as linkCalls finds them. */
  readonly sites: Map<Scope, Site[]>;
  /** So many trees are looked at before calls are no longer followed. */
  readonly mostSteps: number;
  /** Whether the package has a file whose path ends so. */
  holds(end: string): boolean;
  /** The scope that a function's or class's tree opens. */
  scopeOf(tree: Tree): Scope | undefined;
}

const linkers = { php: linkPhp, javascript: linkJavascript, python: linkPython } as const;

function add(map: Map<string, Scope[]>, name: string, scope: Scope): void {
  const known = map.get(name) ?? [];
  map.set(name, known);
  known.push(scope);
}

/** The largest honest plugins that were measured need a third. */
const enoughSteps = 3_000_000;

/** Indexes the files of one language. */
export function makeProgram(
  language: keyof typeof linkers,
  files: readonly FileScopes[],
  mostSteps: number = enoughSteps,
  paths: readonly string[] = [],
): Program {
  const [functions, classes, methods] = [0, 1, 2].map(() => new Map<string, Scope[]>()) as [
    Map<string, Scope[]>,
    Map<string, Scope[]>,
    Map<string, Scope[]>,
  ];
  for (const { scopes } of files) {
    for (const scope of scopes.values()) {
      for (const [name, declared] of scope.declared)
        add(isClass(declared) ? classes : isClass(scope) ? methods : functions, name, declared);
    }
  }
  const tops = new Map(files.map(({ top }) => [top.path, top]));
  const index = { tops, functions, classes, methods };
  const opened = new Map(files.flatMap(({ scopes }) => [...scopes]));
  return {
    linker: linkers[language](index),
    index,
    files,
    sites: new Map(),
    mostSteps,
    holds(end) {
      const bare = end.replace(/^[./]+/, "");
      return bare !== "" && paths.some((path) => path === bare || path.endsWith(`/${bare}`));
    },
    scopeOf: (tree) => opened.get(tree),
  };
}
