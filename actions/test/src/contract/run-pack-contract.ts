import type { StepToolkit } from "@plugsmith/action-kit";
import { readPackAnswers } from "@plugsmith/action-kit/probe";
import type { ContractCheck, Suite } from "./contract-check.ts";

/** Checks that a pack's own driver is asked for, when the host cannot speak with the runtime itself. */
const scenarios: readonly (readonly [Suite, string])[] = [
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

/** The contract suite of a PHP plugin, driven by its pack's `tests/contract.php`. */
export async function runPackContract(
  toolkit: StepToolkit,
  pluginDir: string,
  stage: string,
): Promise<ContractCheck[]> {
  const asked = scenarios.map(([suite, check]) => `${suite}.${check}`);
  const { answers } = await readPackAnswers(toolkit, { pluginDir, stage, scenarios: asked });
  return scenarios.map(([suite, check], index): ContractCheck => {
    const { status = "failed", detail } = answers[index] ?? {};
    return { suite, check, status, ...(detail === undefined ? {} : { detail }) };
  });
}
