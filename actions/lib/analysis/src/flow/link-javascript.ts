import type { Scope, Written } from "../fold/scope.ts";
import { indexShared } from "./list-shared.ts";
import type { Linker, ProgramIndex } from "./program.ts";

const endings = [
  "",
  ".js",
  ".mjs",
  ".cjs",
  ".ts",
  ".mts",
  ".cts",
  ".jsx",
  ".tsx",
  "/index.js",
  "/index.mjs",
  "/index.ts",
];

/** `../b.js` seen from `src/a/c.js`. */
function joinPaths(from: string, relative: string): string {
  const parts = from.split("/").slice(0, -1);
  for (const part of relative.split("/")) {
    if (part === "..") parts.pop();
    else if (part !== "." && part !== "") parts.push(part);
  }
  return parts.join("/");
}

const make = (written: Written): Written => ({
  ...written,
  from: { path: written.scope.path, line: written.tree.line },
});

/** JavaScript: modules by their relative paths, exports as what is written to `exports`, and the names of the window. */
export function linkJavascript(index: ProgramIndex): Linker {
  const shared = indexShared(
    index.tops.values(),
    (key) => !/^(this|self|exports|module)\.|\./.test(key) || key.startsWith("window."),
  );
  // Scripts of a page see each other's functions and classes; modules do not.
  const scripts = [...index.tops.values()].filter(({ links }) => links.size === 0);
  const globals = new Map<string, Scope[]>();
  for (const { declared } of scripts)
    for (const [name, scope] of declared) globals.set(name, [...(globals.get(name) ?? []), scope]);
  return {
    language: "javascript",
    constructor: "constructor",
    invoker: "constructor",
    selves: new Set(["this"]),
    keyOfProperty: (name) => [`this.${name}`],
    findModule(written, from) {
      if (!written.startsWith(".")) return undefined;
      const base = joinPaths(from, written);
      const bare = base.replace(/\.[cm]?jsx?$/, "");
      return endings
        .flatMap((ending) => [base + ending, bare + ending])
        .map((path) => index.tops.get(path))
        .find((top) => top !== undefined);
    },
    listExports(module, name) {
      const values = module.writes.get(name === "*" ? "module.exports" : `exports.${name}`)?.values ?? [];
      const whole = name === "default" && values.length === 0 ? module.writes.get("module.exports")?.values : undefined;
      return (whole ?? values).map(make);
    },
    listShared: (key) =>
      (key.startsWith("window.") ? (shared.get(key.slice(7)) ?? []) : (shared.get(`window.${key}`) ?? [])).concat(
        shared.get(key) ?? [],
      ),
    findFunctions: (name) => globals.get(name) ?? [],
    findClasses: () => [],
  };
}
