import { isBuiltin } from "node:module";

/** Builtins that cannot work behind the boundary, or that would weaken it, with what to use instead. */
const refused: Readonly<Record<string, string>> = {
  child_process: "starting programs is not possible",
  cluster: "starting processes is not possible",
  worker_threads: "threads are not possible",
  inspector: "the inspector is not possible",
  sqlite: "databases are not possible; use ctx.fs",
  repl: "a prompt is not possible",
  http: "use ctx.fetch",
  https: "use ctx.fetch",
  http2: "use ctx.fetch",
  net: "use ctx.fetch",
  tls: "use ctx.fetch",
  dgram: "use ctx.fetch",
  dns: "use ctx.fetch",
};

/** Why a bare import cannot be built, or `null` when it is a builtin that works. */
export function checkBuiltin(source: string): string | null {
  const name = source.replace(/^node:/, "");
  const why = refused[name.split("/")[0] ?? name];
  if (why !== undefined) return `node:${name} cannot be used in a plugin: ${why}`;
  if (isBuiltin(source)) return null;
  return `${JSON.stringify(source.slice(0, 100))} is not a file of the plugin and no package of its package-lock.json; lock it there (docs/build.md), or copy what is needed into the plugin`;
}
