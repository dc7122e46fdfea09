import { existsSync, readdirSync } from "node:fs";
import { dirname, join } from "node:path";
import { ForgeError, type PluginManifest } from "@plugsmith/schemas";
import type { Allowance, Analysis } from "./analysis-facts.ts";
import { type AnalysisAnswer, decideAnalysis } from "./decide-analysis.ts";
import { findLanguage } from "./find-language.ts";

/** What the analysis needs of a step's toolkit: a program behind the boundary. */
export interface AnalysisPort {
  runConfined(request: {
    readonly program: string;
    readonly args: readonly string[];
    readonly cwd: string;
    readonly readOnly: readonly string[];
    readonly timeoutMs: number;
    readonly maxOutputBytes: number;
    readonly input?: string;
  }): Promise<{ exitCode: number | null; signal: string | null; stdout: string; stderr: string }>;
}

const python = "/usr/bin/python3";
const timeoutMs = 60_000;
const mostTreeBytes = 128 * 1024 * 1024;
const mostAnswerBytes = 8 * 1024 * 1024;

interface Analyser {
  readonly file: string;
  readonly script: string;
  readonly needs: readonly string[];
}

/** The analyser beside a built action, or our sources with the project's node_modules. */
function findAnalyser(here: string): Analyser {
  const file = join(here, "analyser.mjs");
  if (existsSync(file)) return { file, script: join(here, "python-tree.py"), needs: [here] };
  for (let folder = here; dirname(folder) !== folder; folder = dirname(folder)) {
    const modules = join(folder, "node_modules");
    if (existsSync(join(modules, "php-parser"))) {
      const needs = [here, modules, join(folder, "package.json")];
      return { file: join(here, "main.ts"), script: join(here, "parse/python-tree.py"), needs };
    }
  }
  throw new ForgeError("tool_missing", {
    message: "The parsers of the analysis are not installed.",
    hint: "Run npm ci.",
  });
}

/** The trees of the Python files, a line each; null where Python is missing. A crash leaves no tree, so each file is unread. */
async function readPython(port: AnalysisPort, analyser: Analyser, folder: string): Promise<string | null> {
  const paths = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && findLanguage(entry.name) === "python")
    .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1))
    .sort();
  if (paths.length === 0) return "";
  if (!existsSync(python)) return null;
  const { exitCode, signal, stdout } = await port.runConfined({
    program: python,
    args: ["-I", analyser.script, folder, ...paths],
    cwd: folder,
    readOnly: [folder, dirname(analyser.script)],
    timeoutMs,
    maxOutputBytes: mostTreeBytes,
  });
  if (exitCode === 0) return stdout;
  const why = `Python ended with ${signal ?? exitCode} while it read the plugin's files`;
  return paths.map((path) => JSON.stringify({ path, why })).join("\n");
}

/**
 * Reads every file of a plugin's folder for malicious patterns. Nothing of the plugin is run; the parsers work behind the
 * boundary with limits on time and memory.
 * @param folder Absolute path.
 * @throws ForgeError `analysis_failed` when the analyser gives no answer, and as `runConfined`.
 */
export async function gatherAnalysis(
  port: AnalysisPort,
  folder: string,
  manifest: Pick<PluginManifest, "name" | "permissions">,
  allowances: readonly Allowance[] = [],
): Promise<Analysis> {
  const analyser = findAnalyser(import.meta.dirname);
  const { filesystem, network, usb } = manifest.permissions;
  const declared = {
    hosts: network.outbound.map(({ host }) => host),
    network: network.outbound.length > 0 || network.inbound,
    files: filesystem.length > 0,
    usb: usb.length > 0,
  };
  const trees = await readPython(port, analyser, folder);
  const { exitCode, signal, stdout } = await port.runConfined({
    program: process.execPath,
    args: [analyser.file, folder],
    cwd: folder,
    readOnly: [folder, ...analyser.needs],
    timeoutMs,
    maxOutputBytes: mostAnswerBytes,
    input: JSON.stringify({ declared, python: trees }),
  });
  if (exitCode !== 0) {
    throw new ForgeError("analysis_failed", {
      message: `The static analysis ended with ${signal ?? exitCode} and no answer.`,
      hint: "A file of the plugin may be made to break parsers. Take out generated or very large files.",
    });
  }
  return decideAnalysis(JSON.parse(stdout) as AnalysisAnswer, manifest.name, allowances);
}
