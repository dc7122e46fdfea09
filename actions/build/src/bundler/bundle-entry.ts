import { join, relative, sep } from "node:path";
import { type Plugin, rolldown } from "rolldown";
import { checkBuiltin } from "./check-builtin.ts";

export type BundleAnswer = { ok: true; code: string; modules: string[] } | { ok: false; problems: string[] };

/** Keeps the bundle to files of the plugin itself and builtins that can work behind the boundary. */
function stayInside(folder: string, problems: Set<string>): Plugin {
  const home = join(folder, sep);
  return {
    name: "stay-inside",
    resolveId(source, importer) {
      const from = importer === undefined ? "the entry" : relative(folder, importer);
      if (source.startsWith(".") || importer === undefined) return null;
      const refused = checkBuiltin(source);
      if (refused === null) return { id: source.startsWith("node:") ? source : `node:${source}`, external: true };
      problems.add(`${from}: ${refused}`);
      return { id: source, external: true };
    },
    load(id) {
      if (id.startsWith(home)) return null;
      problems.add(`${id} is outside the plugin's folder`);
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
 */
export async function bundleEntry(folder: string, entry: string): Promise<BundleAnswer> {
  const problems = new Set<string>();
  try {
    const bundle = await rolldown({
      input: join(folder, entry),
      cwd: folder,
      platform: "node",
      logLevel: "silent",
      plugins: [stayInside(folder, problems)],
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
