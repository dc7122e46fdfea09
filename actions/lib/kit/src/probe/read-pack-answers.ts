import { cpSync, existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ForgeError } from "@plugsmith/schemas";
import { portableLimits } from "../interpreter/interpreter.ts";
import type { ConfinedResult, StepToolkit } from "../step-toolkit.ts";
import { type PackAnswer, parsePackAnswers } from "./parse-pack-answers.ts";

const driver = "tests/contract.php";

/**
 * Runs the pack's own contract driver of a PHP plugin: the staged files with the plugin's tests laid over them, where
 * nothing else can reach. One JSON line per scenario on stdin (`{"scenario": "webhooks.retry_logic"}`), one JSON line per
 * answer on stdout (`{"scenario", "status", "detail"}`). A scenario without an answer has failed.
 * @throws ForgeError `contract_failed` when the driver is missing or ends badly.
 */
export async function readPackAnswers(
  toolkit: StepToolkit,
  options: { pluginDir: string; stage: string; scenarios: readonly string[] },
): Promise<{ answers: PackAnswer[]; run: ConfinedResult }> {
  const { pluginDir, stage, scenarios } = options;
  if (!existsSync(join(pluginDir, driver))) {
    throw new ForgeError("contract_failed", {
      message: `${driver} is missing, so nothing is known about this plugin's contract.`,
      hint: `Take ${driver} from the template pack.`,
    });
  }
  const folder = mkdtempSync(join(tmpdir(), "plugsmith-contract-"));
  const php = await toolkit.interpreter("php");
  try {
    cpSync(stage, folder, { recursive: true });
    cpSync(join(pluginDir, "tests"), join(folder, "tests"), { recursive: true });
    const run = await toolkit.runConfined({
      program: php.program,
      args: [...php.args, "-d", "display_errors=stderr", driver],
      cwd: folder,
      readOnly: [folder, ...php.readOnly],
      limits: php.portable
        ? portableLimits
        : { memoryMiB: 512, processes: 64, openFiles: 256, fileSizeMiB: 64, cpuSeconds: 60 },
      timeoutMs: 120_000,
      maxOutputBytes: 4 * 1024 * 1024,
      input: `${scenarios.map((scenario) => JSON.stringify({ scenario })).join("\n")}\n`,
    });
    if (run.exitCode !== 0) {
      toolkit.showUntrusted(driver, `${run.stdout}\n${run.stderr}`);
      throw new ForgeError("contract_failed", {
        message: `${driver} ended with ${run.signal ?? run.exitCode}.`,
        hint: `Run \`php ${driver}\` in the plugin's folder with one scenario per line on stdin.`,
      });
    }
    return { answers: parsePackAnswers(run.stdout, scenarios), run };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
