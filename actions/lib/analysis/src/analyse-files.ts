import { analyseFile, type SourceFile } from "./analyse-file.ts";
import type { AnalysisAnswer } from "./decide-analysis.ts";
import { findLanguage } from "./find-language.ts";
import type { Declared } from "./rules/visit.ts";

const minified = /\.min\.([cm]?js)$/;

/** Where the source of a minified file usually lies: beside it, or below src/. */
function hasSource(path: string, paths: ReadonlySet<string>): boolean {
  if (!minified.test(path)) return false;
  const source = path.replace(minified, ".$1");
  return paths.has(source) || paths.has(source.replace(/(^|\/)(dist|build|min)\//, "$1src/"));
}

/**
 * A server below `web/` is run by the shop's operator, under no Plugsmith host: the manifest's capabilities do not speak of
 * it, its hosts do.
 */
const server = /^web\//;

/** Every finding of a plugin's files. */
export function analyseFiles(files: readonly SourceFile[], declared: Declared): AnalysisAnswer {
  const paths = new Set(files.map(({ path }) => path));
  const findings = files.flatMap((file) => {
    const known = server.test(file.path) ? { ...declared, network: true, files: true } : declared;
    return analyseFile({ ...file, hasSource: hasSource(file.path, paths) }, known);
  });
  const code = files.filter(({ path }) => findLanguage(path) !== "text");
  const lines = code.reduce((sum, { bytes }) => sum + Buffer.from(bytes).toString("latin1").split("\n").length, 0);
  return { files: code.length, lines, findings };
}
