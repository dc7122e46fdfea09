import type { Program } from "../flow/program.ts";
import type { Tree } from "../parse/tree.ts";
import type { Folded } from "./fold-calls.ts";
import type { Scope } from "./scope.ts";

const loaders = new Set(["require", "import", "__import__", "importlib.import_module", "include"]);

/** The constant end of a joined text: what is left of `__DIR__ . '/x.php'`. */
function endOf(tree: Tree | undefined): string | undefined {
  if (tree?.kind === "text") return tree.text;
  return tree?.kind === "join" ? endOf(tree.parts.at(-1)) : undefined;
}

/** The file of the plugin that a call of a loader, or an include, brings. */
export function foldImported(
  program: Program,
  path: string,
  given: Folded | undefined,
  scope: Scope,
  tree?: Tree,
): Folded | undefined {
  if (!loaders.has(path)) return undefined;
  const written = given?.text ?? endOf(tree);
  const file = written === undefined ? undefined : program.linker.findModule(written, scope.path);
  return file ? { from: 0, refs: [{ kind: "module", scope: file }] } : undefined;
}
