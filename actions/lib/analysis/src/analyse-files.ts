import { analyseProgram } from "./analyse-program.ts";
import type { AnalysisAnswer } from "./decide-analysis.ts";
import { findLanguage } from "./find-language.ts";
import { prepareFile, type SourceFile } from "./prepare-file.ts";
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

/** Trees of more code than this do not fit into the analyser's memory together. Large payment plugins have half of it. */
const mostTogether = 6 * 1024 * 1024;

/** Files in groups that fit into memory. */
function splitFiles(files: readonly SourceFile[]): SourceFile[][] {
  const groups: SourceFile[][] = [];
  let left = 0;
  for (const file of files) {
    const size = findLanguage(file.path) === "text" ? 0 : file.bytes.length;
    if (groups.length === 0 || size > left) {
      groups.push([]);
      left = mostTogether;
    }
    groups.at(-1)?.push(file);
    left -= size;
  }
  return groups;
}

/** Every finding of a plugin's files, calls from one into another followed. */
export function analyseFiles(files: readonly SourceFile[], declared: Declared): AnalysisAnswer {
  const paths = new Set(files.map(({ path }) => path));
  const groups = splitFiles(files);
  const findings = groups.flatMap((group) => {
    const prepared = group.map((file) => {
      const known = server.test(file.path) ? { ...declared, network: true, files: true } : declared;
      return prepareFile({ ...file, hasSource: hasSource(file.path, paths) }, known);
    });
    if (groups.length > 1)
      prepared[0]?.report.add(
        "not-followed",
        0,
        `More than ${mostTogether >> 20} MiB of code: read in ${groups.length} parts`,
      );
    analyseProgram(prepared);
    return prepared.flatMap((each) => each.list());
  });
  const code = files.filter(({ path }) => findLanguage(path) !== "text");
  const lines = code.reduce((sum, { bytes }) => sum + Buffer.from(bytes).toString("latin1").split("\n").length, 0);
  return { files: code.length, lines, findings };
}
