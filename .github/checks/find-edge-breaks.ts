import { isTestBed } from "./list-project-files.ts";
import { parseImports } from "./parse-imports.ts";

const edgeModule =
  /^(node:)?(fs|fs\/promises|child_process|net|tls|http|https|http2|dgram|dns|dns\/promises|cluster|worker_threads)$|^(usb|probot|@actions\/core|@actions\/exec)$/;
const edgeName =
  /(^|\/)(main|app|child-entry)\.ts$|(^|\/)(read|gather|apply|sign|verify)-[^/]*\.ts$|-(watcher|store|transport|toolkit)\.ts$/;
const stepFile = /^actions\/([^/]+)\/src\/\1-plugin\.ts$/;
/** Tests, scripts, benchmarks, the local forge and the command line live at the edge. */
const atEdge = /^(app\/local|app\/cli|bench|\.github)\/|(^|\/)memory-[^/]*\.ts$/;

const ambient: readonly (readonly [RegExp, string])[] = [
  [/\bprocess\.env\b/, "reads the environment"],
  [/\bDate\.now\(|\bnew Date\(\s*\)|\bperformance\.now\(/, "reads the clock"],
  [/\bMath\.random\(/, "draws chance"],
];

/** Whether the architecture lets this file touch the outside, by its name alone. */
export function isEdgeFile(file: string): boolean {
  return isTestBed(file) || atEdge.test(file) || edgeName.test(file) || stepFile.test(file);
}

/** What a pure file may not do: import a module of the edge, or read environment, clock or chance. */
export function findEdgeBreaks(file: string, source: string): string[] {
  if (isEdgeFile(file)) return [];
  const imports = parseImports(source)
    .filter(({ specifier, typeOnly }) => !typeOnly && edgeModule.test(specifier))
    .map(({ specifier }) => `${file}: imports ${specifier}`);
  const code = source.replace(/\/\*[\s\S]*?\*\/|^[ \t]*\/\/.*$/gm, "");
  return [...imports, ...ambient.filter(([pattern]) => pattern.test(code)).map(([, what]) => `${file}: ${what}`)];
}
