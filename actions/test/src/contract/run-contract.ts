import { type Observed, type Probe, startProbe } from "@plugsmith/action-kit/probe";
import type { Confinement } from "@plugsmith/plugin-host";
import type { PluginManifest } from "@plugsmith/schemas";
import { checkBenchEvents } from "./check-bench-events.ts";
import { checkExports, checkLoad, checkUnload } from "./check-lifecycle.ts";
import { checkPaymentEvents, isPaymentPlugin } from "./check-payment-events.ts";
import { checkDeclared, checkPermissions } from "./check-permissions.ts";
import { checkRetry } from "./check-retry.ts";
import { checkFormat, checkSignatures } from "./check-webhooks.ts";
import { type ContractCheck, skip } from "./contract-check.ts";

const webhookChecks = ["signature_validation", "payload_format", "retry_logic"] as const;

async function checkWebhooks(probe: Probe, manifest: PluginManifest, now: () => Date): Promise<ContractCheck[]> {
  const methods = manifest.methods ?? [];
  const seconds = () => Math.floor(now().getTime() / 1000);
  const receives = methods.includes("receiveWebhook");
  const calls = methods.includes("createCheckout") && manifest.permissions.network.outbound.length > 0;
  const none = "the manifest has no method receiveWebhook";
  return [
    receives ? await checkSignatures(probe, seconds()) : skip("webhooks", "signature_validation", none),
    receives ? await checkFormat(probe, seconds()) : skip("webhooks", "payload_format", none),
    calls
      ? await checkRetry(probe)
      : skip("webhooks", "retry_logic", "the plugin makes no provider calls with createCheckout"),
  ];
}

/** Answers are searched for secrets, so each observation of the session is kept. */
function keepAnswers(probe: Probe): { probe: Probe; answers: unknown[] } {
  const answers: unknown[] = [];
  const observe = async (work: () => Promise<unknown>): Promise<Observed> => {
    const seen = await probe.observe(work);
    answers.push(seen.answer.ok ? seen.answer.value : seen.answer.error.message);
    return seen;
  };
  return { probe: { ...probe, observe }, answers };
}

/**
 * The contract suite against the staged plugin as the agent would run it: one process behind the boundary, a recording
 * double for everything outside. Never throws for what the plugin does.
 * @throws ForgeError `load_failed`, `load_timeout`, `tool_missing` when it does not start at all.
 */
export async function runContract(options: {
  stage: string;
  entry: string;
  manifest: PluginManifest;
  confinement: Confinement;
  now: () => Date;
}): Promise<ContractCheck[]> {
  const { manifest, now } = options;
  const { probe, answers } = keepAnswers(await startProbe(options));
  try {
    const checks = [...checkExports(manifest, probe.exports), await checkLoad(probe, manifest)];
    const payment = isPaymentPlugin(manifest);
    checks.push(
      ...(payment ? await checkPaymentEvents(probe, manifest, now) : await checkBenchEvents(probe, manifest)),
    );
    if (payment) checks.push(...(await checkWebhooks(probe, manifest, now)));
    else
      checks.push(
        ...webhookChecks.map((check) => skip("webhooks", check, "the plugin takes no payments and no webhooks")),
      );
    checks.push(await checkUnload(probe, manifest));
    checks.push(checkDeclared(probe, manifest), ...checkPermissions(probe, answers));
    return checks;
  } finally {
    await probe.process.stop({ graceMs: 500 });
  }
}
