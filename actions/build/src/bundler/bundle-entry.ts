import { isBuiltin } from "node:module";
import { join, relative, sep } from "node:path";
import { type Plugin, rolldown } from "rolldown";
import { checkBuiltin } from "./check-builtin.ts";

export type BundleAnswer = { ok: true; code: string; modules: string[] } | { ok: false; problems: string[] };

/**
 * Keeps the bundle to files of the plugin itself, builtins that can work behind the boundary, and, where they are installed, the
 * packages of its own lockfile. Those of `web/` belong to the server there, and may be missing in another build.
 */
function stayInside(folder: string, packages: boolean, problems: Set<string>): Plugin {
  const home = join(folder, sep);
  const installed = join(folder, "node_modules", sep);
  const isPackage = (id: string) => id.includes(join(sep, "node_modules", sep));
  return {
    name: "stay-inside",
    async resolveId(source, importer, options) {
      const from = importer === undefined ? "the entry" : relative(folder, importer);
      if (source.startsWith(".") || importer === undefined) return null;
      const refused = checkBuiltin(source);
      if (refused === null) return { id: source.startsWith("node:") ? source : `node:${source}`, external: true };
      if (packages && !isBuiltin(source)) {
        const found = await this.resolve(source, importer, { ...options, skipSelf: true });
        if (found !== null && !found.external) return found;
      }
      problems.add(`${from}: ${refused}`);
      return { id: source, external: true };
    },
    load(id) {
      if (id.startsWith(home) && (!isPackage(id) || (packages && id.startsWith(installed)))) return null;
      const place = id.startsWith(home) ? relative(folder, id) : id;
      problems.add(`${place} is outside the plugin's folder and the packages of its lockfile`);
      return "export {}";
    },
  };
}

/** Messages of rolldown without colours, frames of our own stack, or paths of this machine. */
const describe = (thrown: unknown, folder: string) => {
  const text = thrown instanceof Error ? thrown.message : String(thrown);
  // biome-ignore lint/suspicious/noControlCharactersInRegex: terminal colours
  return text
    .replaceAll(/\u001b\[[0-9;]*m/g, "")
    .replaceAll(join(folder, sep), "")
    .slice(0, 1500);
};

/**
 * Bundles the entry and everything it imports by relative path into one ESM file. Same input, same bytes: no paths, no
 * time, no minifier. Never runs the plugin's code.
 * @param packages whether `folder` holds the packages of the plugin's own lockfile, which its code may import then
 */
export async function bundleEntry(folder: string, entry: string, packages = false): Promise<BundleAnswer> {
  const problems = new Set<string>();
  try {
    const bundle = await rolldown({
      input: join(folder, entry),
      cwd: folder,
      platform: "node",
      logLevel: "silent",
      plugins: [stayInside(folder, packages, problems)],
    });
    const { output } = await bundle.generate({ format: "esm", codeSplitting: false, minify: false, sourcemap: false });
    await bundle.close();
    if (problems.size > 0) return { ok: false, problems: [...problems] };
    const chunks = output.filter((part) => part.type === "chunk");
    const [chunk] = chunks;
    if (!chunk || chunks.length > 1 || output.length > 1)
      return { ok: false, problems: ["the entry does not become one file"] };
    const modules = chunk.moduleIds.map((id) => relative(folder, id)).filter((id) => !id.startsWith(".."));
    return { ok: true, code: chunk.code.replaceAll(/^\/\/#(end)?region.*\n/gm, ""), modules };
  } catch (thrown) {
    return { ok: false, problems: [...problems, describe(thrown, folder)] };
  }
}
