import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { analyseFile } from "../analyse-file.ts";
import { analyseFiles } from "../analyse-files.ts";
import { findLanguage } from "../find-language.ts";
import type { Finding } from "../finding.ts";
import type { SourceFile } from "../prepare-file.ts";
import type { Declared } from "../rules/visit.ts";

/** The one host and the permissions that samples' manifests declare. */
export const sampleManifest: Declared = { hosts: ["api.pay.example"], network: false, files: false, usb: false };

/** The trees of Python sources, by one run of the real script. */
export function readPythonTrees(sources: readonly string[]): NonNullable<SourceFile["python"]>[] {
  const folder = mkdtempSync(join(tmpdir(), "plugsmith-python-"));
  try {
    const paths = sources.map((source, at) => {
      const path = `case-${at}/plugin.py`;
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      writeFileSync(join(folder, path), source);
      return path;
    });
    const script = join(import.meta.dirname, "../parse/python-tree.py");
    const run = spawnSync("/usr/bin/python3", ["-I", script, folder, ...paths], {
      encoding: "utf8",
      maxBuffer: 1 << 28,
    });
    if (run.status !== 0) throw new Error(run.stderr);
    return run.stdout
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line) as NonNullable<SourceFile["python"]>);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Findings of single sources, Python ones among them. */
export function analyseSources(sources: readonly { path: string; source: string }[]): Finding[][] {
  const python = sources.filter(({ path }) => findLanguage(path) === "python").map(({ source }) => source);
  const trees = python.length > 0 ? readPythonTrees(python) : [];
  let at = 0;
  return sources.map(({ path, source }) => {
    const bytes =
      /[\x80-\xff\0]/.test(source) && path.startsWith("bin/") ? Buffer.from(source, "latin1") : Buffer.from(source);
    const tree = findLanguage(path) === "python" ? trees[at++] : undefined;
    return analyseFile(tree ? { path, bytes, python: tree } : { path, bytes }, sampleManifest);
  });
}

/** Findings of whole plugins: sources by path. */
export function analysePlugins(plugins: readonly Readonly<Record<string, string>>[]): Finding[][] {
  const isPython = (path: string) => findLanguage(path) === "python";
  const all = plugins.flatMap((plugin) => Object.entries(plugin).filter(([path]) => isPython(path)));
  const trees = all.length > 0 ? readPythonTrees(all.map(([, source]) => source)) : [];
  let at = 0;
  return plugins.map((plugin) => {
    const files = Object.entries(plugin).map(([path, source]): SourceFile => {
      const python = isPython(path) ? trees[at++] : undefined;
      return python ? { path, bytes: Buffer.from(source), python } : { path, bytes: Buffer.from(source) };
    });
    return [...analyseFiles(files, { ...sampleManifest, network: true, files: true }).findings];
  });
}
