import { spawnSync } from "node:child_process";
import { globSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "@babel/parser";
import { analyseFiles, findLanguage, type SourceFile } from "@plugsmith/analysis/rules";
import php from "php-parser";
import type { Benchmark, Row } from "./harness/benchmark.ts";
import { measureInterleaved, type Variant } from "./harness/measure-interleaved.ts";

type Language = "php" | "javascript" | "python";

const fixtures = join(import.meta.dirname, "../templates/fixtures");
const script = join(import.meta.dirname, "../actions/lib/analysis/src/parse/python-tree.py");
const python = "/usr/bin/python3";
const declared = { hosts: [], network: true, files: true, usb: true };

/** A golden plugin's code of one language, with Python's trees where it is Python. */
interface Plugin {
  readonly folder: string;
  readonly files: readonly SourceFile[];
}

function runPython(folder: string, paths: readonly string[]): string[] {
  const run = spawnSync(python, ["-I", script, folder, ...paths], { encoding: "utf8", maxBuffer: 1 << 28 });
  return run.status === 0 ? run.stdout.trim().split("\n") : [];
}

function readPlugins(language: Language): Plugin[] {
  return readdirSync(fixtures).flatMap((name) => {
    const folder = join(fixtures, name, "tree");
    const paths = globSync("**/*", { cwd: folder }).filter((path) => findLanguage(path) === language);
    if (paths.length === 0) return [];
    const trees = language === "python" ? runPython(folder, paths) : [];
    const files = paths.map((path, at): SourceFile => {
      const bytes = readFileSync(join(folder, path));
      const tree = trees[at];
      return tree ? { path, bytes, python: JSON.parse(tree) as NonNullable<SourceFile["python"]> } : { path, bytes };
    });
    return [{ folder, files }];
  });
}

const engine = () => new php.Engine({ parser: { extractDoc: false, version: "8.5" }, ast: { withPositions: true } });
const parsers: Readonly<Record<Language, (plugin: Plugin) => void>> = {
  php: ({ files }) => {
    for (const { bytes } of files) engine().parseCode(Buffer.from(bytes).toString("utf8"), "a.php");
  },
  javascript: ({ files }) => {
    for (const { bytes } of files)
      parse(Buffer.from(bytes).toString("utf8"), {
        sourceType: "unambiguous",
        plugins: ["typescript", "decorators"],
        errorRecovery: true,
        allowReturnOutsideFunction: true,
      });
  },
  python: ({ folder, files }) => {
    runPython(
      folder,
      files.map(({ path }) => path),
    );
  },
};

/** The static analysis, file by file and of whole plugins, beside the parsers that it cannot do without. */
export const benchmark: Benchmark = {
  summary: "static analysis of the golden plugins beside their parsers alone",
  async run({ quick, say }) {
    const rows: Row[] = [];
    for (const language of ["php", "javascript", "python"] as const) {
      const plugins = readPlugins(language);
      const lines = plugins
        .flatMap(({ files }) => files)
        .reduce((sum, { bytes }) => sum + Buffer.from(bytes).toString("latin1").split("\n").length, 0);
      say(`${language}: ${plugins.length} plugins, ${lines} lines`);
      const variants: Record<string, Variant> = {
        "parser alone": () => plugins.forEach(parsers[language]),
        "file by file": () => {
          for (const { files } of plugins) for (const file of files) analyseFiles([file], declared);
        },
        "whole plugins": () => {
          for (const { files } of plugins) analyseFiles(files, declared);
        },
      };
      const measured = await measureInterleaved(variants, { rounds: quick ? 3 : 15 });
      for (const [name, { p50, p99 }] of Object.entries(measured)) {
        const ratio = p50 / (measured["parser alone"]?.p50 ?? Number.NaN);
        const speed = Math.round(lines / (p50 / 1_000));
        rows.push({ name: `${language}: ${name}`, values: { p50, p99, ratio, "lines/s": speed } });
      }
    }
    return {
      title: "Static analysis",
      unit: "ms",
      rows,
      notes: [
        "Every golden plugin of the seven packs, its tests too. Ratios are beside the parser alone.",
        "Python's parser is a process of its own for each plugin; the analysis gets its trees and does not run it again.",
        "Whole plugins: calls are followed from file to file; file by file they end at the file.",
      ],
    };
  },
};
