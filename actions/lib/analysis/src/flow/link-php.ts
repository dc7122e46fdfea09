import { indexShared } from "./list-shared.ts";
import type { Linker, ProgramIndex } from "./program.ts";

const lastName = (name: string) => name.slice(name.lastIndexOf("\\") + 1).toLowerCase();

/** PHP: functions, classes and constants are of the whole plugin; an included file is found by the end of its path. */
export function linkPhp(index: ProgramIndex): Linker {
  const shared = indexShared(index.tops.values(), (key) => !/^(->|::|\$this\b)|\[/.test(key));
  const byName = new Map<string, string[]>();
  for (const path of index.tops.keys()) {
    const name = path.slice(path.lastIndexOf("/") + 1);
    byName.set(name, [...(byName.get(name) ?? []), path]);
  }
  return {
    language: "php",
    constructor: "__construct",
    invoker: "__invoke",
    selves: new Set(["$this"]),
    keyOfProperty: (name) => [`->${name}`, `::${name}`],
    findModule(written, from) {
      const end = written.replace(/^[./]+/, "");
      const folder = from.slice(0, from.lastIndexOf("/") + 1);
      const paths = (byName.get(end.slice(end.lastIndexOf("/") + 1)) ?? []).filter(
        (path) => path === end || path.endsWith(`/${end}`),
      );
      return index.tops.get(paths.find((path) => path === folder + end) ?? paths[0] ?? "");
    },
    listExports: () => [],
    listShared: (key, scope) => (scope.tree.kind === "scope" && key.startsWith("$") ? [] : (shared.get(key) ?? [])),
    findFunctions: (name) => index.functions.get(lastName(name)) ?? [],
    findClasses: (name) => index.classes.get(lastName(name)) ?? [],
  };
}
