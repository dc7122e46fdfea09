import type { Plugin } from "rolldown";

/** Builtins whose evaluation a step should pay for only when it uses them; milliseconds of a start on Node 24. */
const costs = { "node:fs": 2.6, "node:child_process": 2.3, "node:crypto": 3.6 } as const;
const prefix = "\0lazy:";

const isLazy = (source: string): source is keyof typeof costs => source in costs;

/** A stand-in that loads the builtin at the first call. Only plain functions: a class or constant used by name fails the build. */
function renderStandIn(name: keyof typeof costs): string {
  const builtin = process.getBuiltinModule(name) as unknown as Record<string, unknown>;
  const functions = Object.keys(builtin).filter((key) => /^[a-z]\w*$/.test(key) && typeof builtin[key] === "function");
  const lines = functions.map((key) => `export const ${key} = (...args) => load().${key}(...args);`);
  return [`const load = () => process.getBuiltinModule(${JSON.stringify(name)});`, ...lines].join("\n");
}

/** Rolldown plugin: our own sources get node:fs, node:child_process and node:crypto lazily; dependencies are left alone. */
export function lazyBuiltins(): Plugin {
  return {
    name: "lazy-builtins",
    resolveId(source, importer) {
      if (importer === undefined || importer.includes("/node_modules/")) return null;
      // One that nothing left uses would still be loaded at each start.
      if (source.startsWith("node:") && !isLazy(source))
        return { id: source, external: true, moduleSideEffects: false };
      if (!isLazy(source)) return null;
      return { id: `${prefix}${source}`, moduleSideEffects: false };
    },
    load(id) {
      const name = id.slice(prefix.length);
      return id.startsWith(prefix) && isLazy(name) ? renderStandIn(name) : null;
    },
  };
}
