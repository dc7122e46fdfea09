import { name as nameTree, type Tree } from "../parse/tree.ts";
import type { Linker, ProgramIndex } from "./program.ts";

/** Python: modules by the end of their path, nearest first; what a module gives out are its own names. */
export function linkPython(index: ProgramIndex): Linker {
  // One tree a name: what is known of it is kept by the tree.
  const names = new Map<string, Tree>();
  const passedName = (path: string, name: string) => {
    const tree = names.get(`${path} ${name}`) ?? nameTree(name, 1);
    names.set(`${path} ${name}`, tree);
    return tree;
  };
  const byEnd = new Map<string, string[]>();
  for (const path of index.tops.keys()) {
    const bare = path.replace(/(\/__init__)?\.pyw?$/, "");
    const end = bare.slice(bare.lastIndexOf("/") + 1);
    byEnd.set(end, [...(byEnd.get(end) ?? []), path]);
  }
  return {
    language: "python",
    constructor: "__init__",
    invoker: "__call__",
    selves: new Set(["self", "cls"]),
    keyOfProperty: (name) => [`self.${name}`, `cls.${name}`],
    findModule(written, from) {
      const folder = from.slice(0, from.lastIndexOf("/") + 1);
      if (written === "") return index.tops.get(`${folder}__init__.py`);
      const end = written.replaceAll(".", "/");
      const paths = (byEnd.get(end.slice(end.lastIndexOf("/") + 1)) ?? []).filter((path) => {
        const bare = path.replace(/(\/__init__)?\.pyw?$/, "");
        return bare === end || bare.endsWith(`/${end}`);
      });
      return index.tops.get(paths.find((path) => path.startsWith(folder + end)) ?? paths[0] ?? "");
    },
    listExports(module, name) {
      const values = module.writes.get(name)?.values ?? [];
      const passed = module.links.has(name) ? [{ tree: passedName(module.path, name), scope: module }] : [];
      return [...values, ...passed].map((written) => ({
        ...written,
        from: { path: module.path, line: written.tree.line },
      }));
    },
    listShared: () => [],
    findFunctions: () => [],
    findClasses: () => [],
  };
}
