import type { StepToolkit } from "@plugsmith/action-kit";
import { ForgeError } from "@plugsmith/schemas";
import { type ContractCheck, type Suite, skip } from "./contract-check.ts";

/** Checks that a pack's own driver is asked for, when the host cannot speak with the runtime itself. */
export const packScenarios: readonly (readonly [Suite, string])[] = [
  ["lifecycle", "load"],
  ["lifecycle", "unload"],
  ["events", "checkout_created"],
  ["events", "payment_succeeded"],
  ["events", "payment_failed"],
  ["events", "refund_issued"],
  ["events", "declared"],
  ["webhooks", "signature_validation"],
  ["webhooks", "payload_format"],
  ["webhooks", "retry_logic"],
  ["permissions", "scoped_access"],
  ["permissions", "no_sensitive_data_logging"],
];

const statuses = ["passed", "failed", "not_applicable"] as const;

/** Answers of the driver by `suite.check`; lines that are no answers are ignored. */
export function parsePackAnswers(stdout: string): Map<string, ContractCheck> {
  const answers = new Map<string, ContractCheck>();
  for (const line of stdout.split("\n")) {
    try {
      const { scenario, status, detail } = JSON.parse(line) as Record<string, unknown>;
      const known = packScenarios.find(([suite, check]) => scenario === `${suite}.${check}`);
      const state = statuses.find((name) => name === status);
      if (!known || !state) continue;
      const words = typeof detail === "string" && detail !== "" ? { detail: detail.slice(0, 1000) } : {};
      const answer: ContractCheck = { suite: known[0], check: known[1], status: state, ...words };
      const before = answers.get(String(scenario));
      // A driver that says two things about one scenario is believed in the worse one.
      if (before?.status !== "failed") answers.set(String(scenario), answer);
    } catch {
      // Not an answer.
    }
  }
  return answers;
}

/**
 * Runs `tests/contract.php` of a PHP plugin, laid over its staged files: one JSON line per scenario on stdin
 * (`{"scenario": "webhooks.retry_logic"}`), one JSON line per answer on stdout (`{"scenario", "status", "detail"}`).
 * A scenario without an answer has failed.
 * @throws ForgeError `contract_failed` when the driver ends badly.
 */
export async function runPackContract(toolkit: StepToolkit, folder: string): Promise<ContractCheck[]> {
  const { exitCode, signal, stdout, stderr } = await toolkit.runConfined({
    program: "/usr/bin/php",
    args: ["-d", "display_errors=stderr", "tests/contract.php"],
    cwd: folder,
    readOnly: [folder],
    limits: { memoryMiB: 512, processes: 64 },
    timeoutMs: 120_000,
    maxOutputBytes: 4 * 1024 * 1024,
    input: `${packScenarios.map(([suite, check]) => JSON.stringify({ scenario: `${suite}.${check}` })).join("\n")}\n`,
  });
  if (exitCode !== 0) {
    toolkit.showUntrusted("tests/contract.php", `${stdout}\n${stderr}`);
    throw new ForgeError("contract_failed", {
      message: `tests/contract.php ended with ${signal ?? exitCode}.`,
      hint: "Run `php tests/contract.php` in the plugin's folder with one scenario per line on stdin.",
    });
  }
  const answers = parsePackAnswers(stdout);
  return packScenarios.map(
    ([suite, check]): ContractCheck =>
      answers.get(`${suite}.${check}`) ?? {
        suite,
        check,
        status: "failed",
        detail: "tests/contract.php gave no answer",
      },
  );
}

/** For runtimes without a driver. */
export function skipContract(runtime: string): ContractCheck[] {
  return packScenarios.map(([suite, check]) =>
    skip(suite, check, `there is no contract driver for runtime ${runtime}`),
  );
}
