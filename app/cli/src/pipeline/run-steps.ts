import { homedir } from "node:os";
import { join } from "node:path";
import { localToolkit, type RunStepResult, readStepResult, runStep } from "@plugsmith/action-kit";
import type { VerbCall } from "../run-verb.ts";
import { loadStep } from "./load-step.ts";
import type { PluginFolder } from "./open-plugin-folder.ts";
import { type PipelineStep, pipelineSteps } from "./plan-steps.ts";

interface RunStepsOptions {
  readonly plugin: PluginFolder;
  /** Absolute path of the folder that the steps share. */
  readonly outDir: string;
  readonly steps: readonly PipelineStep[];
  /** Further inputs; each step takes those that it knows. */
  readonly inputs?: Readonly<Record<string, string>>;
  readonly call: Pick<VerbCall, "say" | "progress" | "paint">;
}

/** Steps that already have a successful result in the shared folder. */
export function readDone(outDir: string): PipelineStep[] {
  const toolkit = localToolkit({ inputs: {} });
  return pipelineSteps.filter((step) => {
    try {
      return readStepResult(toolkit, outDir, step).status === "success";
    } catch {
      // Missing, unreadable or failed all mean the same here: not done.
      return false;
    }
  });
}

/** Runs steps in this process until one fails, and says so line by line. */
export async function runSteps({
  plugin,
  outDir,
  steps,
  call,
  inputs = {},
}: RunStepsOptions): Promise<RunStepResult[]> {
  const { say, progress, paint } = call;
  // Packages that a plugin brings, kept by digest; an operator's PLUGSMITH_CACHE is read by the step itself.
  const cacheHome = process.env["XDG_CACHE_HOME"] || join(homedir(), ".cache");
  const cacheDir = process.env["PLUGSMITH_CACHE"] ? "" : join(cacheHome, "plugsmith/dependencies");
  const results: RunStepResult[] = [];
  for (const step of steps) {
    progress(`… ${step}`);
    const toolkit = localToolkit({
      inputs: { "plugin-dir": plugin.folder, "out-dir": outDir, name: plugin.name, "cache-dir": cacheDir, ...inputs },
      onInfo: (message) => progress(`… ${step}: ${message}`),
      waiver: process.env["PLUGSMITH_CONFINEMENT"],
      // The step's own failure is told below, in its sentence.
      onAnnotation: ({ level, title = "", message, file, line }) => {
        const place = file === undefined ? "" : `${file}${line === undefined ? "" : `:${line}`} `;
        if (title.startsWith("static analysis") || title === "cache") say(`  ${level} ${place}${title}: ${message}`);
      },
      onUntrusted: (title, text) =>
        say(`${paint("dim", `── ${title}`)}\n${text.replace(/[^\P{Cc}\n\t]/gu, "�").trimEnd()}`),
    });
    const result = await runStep(await loadStep(step), toolkit);
    results.push(result);
    const passed = result.status === "success";
    const mark = passed ? paint("green", "✓") : paint("red", "✗");
    say(`${mark} ${step.padEnd(8)} ${(result.durationMs / 1000).toFixed(1).padStart(5)} s  ${result.message}`);
    if (!passed) break;
  }
  return results;
}
