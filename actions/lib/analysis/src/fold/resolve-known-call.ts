import type { Tree } from "../parse/tree.ts";
import type { Resolved } from "./create-resolver.ts";
import type { Folded } from "./fold-calls.ts";
import { origin } from "./origin.ts";
import { normaliseModule } from "./scope-names.ts";

type Call = Tree & { kind: "call" };

const globals = /^(globalThis|window|self|global|top|parent|builtins|__builtins__)\.(?=.)/;
const loaders = new Set([
  "require",
  "import",
  "__import__",
  "importlib.import_module",
  "importlib.__import__",
  "module.require",
  "module._load",
  "module.Module._load",
  "process.mainModule.require",
  "createRequire",
  "module.createRequire",
  "process.getBuiltinModule",
]);

/** `window.fetch` is `fetch`. */
export const stripGlobals = (path: string): string => path.replace(globals, "").replace(globals, "");

/** What a script element that code makes is called here; what is written into it runs. */
export const scriptElement = "script element";

/** What an address of text in memory is called here. */
export const madeAddress = "made address";

/**
 * What the answer of a call of the language's or platform's own means: a module that is loaded, a member by name, a script element.
 * Undefined for every other call.
 */
export function resolveKnownCall(
  tree: Call,
  callee: Resolved,
  args: readonly Folded[],
  resolve: (tree: Tree) => Resolved,
): Resolved | undefined {
  const [first, second] = args;
  const [target] = tree.args;
  const { path } = callee;
  if (loaders.has(path)) {
    if (path.endsWith("createRequire")) return { path: "require", from: origin.none };
    return first?.text === undefined
      ? { path: "", from: first?.from ?? 0 }
      : { path: normaliseModule(first.text), from: first.from };
  }
  const member = (object: Resolved, name: Folded): Resolved => ({
    path: stripGlobals(`${object.path || "?"}.${name.text}`),
    from: object.from | name.from | origin.pieces,
  });
  if (path === "getattr" && second?.text !== undefined && target) return member(resolve(target), second);
  if (path === "vars" && target) return resolve(target);
  if (path === "globals" || path === "locals") return { path: "globalThis", from: callee.from };
  if (path.endsWith("createElement") && first?.text?.toLowerCase() === "script")
    return { path: scriptElement, from: origin.none };
  if (path === "URL.createObjectURL") return { path: madeAddress, from: origin.none };
  if (/(^|\.)(Object|Reflect)\.getPrototypeOf$/.test(path) && target?.kind === "scope")
    return { path: "Function.prototype", from: origin.none };
  if (tree.callee.kind === "call" && target && resolve(tree.callee.callee).path === "operator.attrgetter") {
    const [name] = tree.callee.args;
    if (name?.kind === "text") return member(resolve(target), { text: name.text, from: origin.none });
  }
  return undefined;
}
