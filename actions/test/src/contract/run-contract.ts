import type { Interpreter } from "@plugsmith/action-kit";
import {
  canaryCard,
  listDriverMethods,
  type Observed,
  type Probe,
  type Subject,
  startSubject,
} from "@plugsmith/action-kit/probe";
import type { Confinement } from "@plugsmith/plugin-host";
import type { PluginManifest } from "@plugsmith/schemas";
import { checkBenchEvents } from "./check-bench-events.ts";
import { checkExports, checkLoad, checkUnload } from "./check-lifecycle.ts";
import { checkPaymentEvents, isPaymentPlugin } from "./check-payment-events.ts";
import { checkDeclared, checkPermissions } from "./check-permissions.ts";
import { checkRetry } from "./check-retry.ts";
import { checkFormat, checkSignatures } from "./check-webhooks.ts";
import { type ContractCheck, judge, skip } from "./contract-check.ts";
import { createPaymentActs, type PaymentActs } from "./payment-acts.ts";

const webhookChecks = ["signature_validation", "payload_format", "retry_logic"] as const;

async function checkWebhooks(subject: Subject, acts: PaymentActs): Promise<ContractCheck[]> {
  const { probe } = subject;
  const receives = acts.has("receiveWebhook");
  const none = "the plugin receives no webhooks";
  return [
    receives
      ? await checkSignatures(acts, probe.config["webhookSecret"] ?? "")
      : skip("webhooks", "signature_validation", none),
    receives ? await checkFormat(acts) : skip("webhooks", "payload_format", none),
    acts.has("createCheckout")
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

/** What of its methods a plugin can be asked for: without a host in its manifest, nothing that calls the provider. */
function listUsable({ methods = [], permissions }: PluginManifest): string[] {
  const reachable = permissions.network.outbound.length > 0;
  return methods.filter((name) => reachable || name === "receiveWebhook");
}

/** A driver has no exports of its own to compare; it must offer what the plugin's manifest promises. */
function checkSurface({ kind, manifest, probe }: Subject): ContractCheck[] {
  if (kind === "plugin") return checkExports(manifest, probe.exports);
  const missing = listDriverMethods(manifest.events.publishes).filter((name) => !probe.exports.methods.includes(name));
  return [
    judge(
      "lifecycle",
      "methods",
      missing.map((name) => `the driver offers no ${name}`),
    ),
  ];
}

/**
 * The contract suite, the same for every pack: the staged plugin as the agent would run it, or in the driver that stands for
 * it; one process behind the boundary, a recording double for everything outside. What a plugin says of itself counts for
 * nothing: each verdict is made here, of what the double saw and what was published. Never throws for what the plugin does.
 * @throws ForgeError `load_failed`, `load_timeout`, `tool_missing` when it does not start at all.
 */
export async function runContract(options: {
  pluginDir: string;
  stage: string;
  entry: string;
  manifest: PluginManifest;
  confinement: Confinement;
  interpreter?: Interpreter | undefined;
  now: () => Date;
}): Promise<{ kind: Subject["kind"]; checks: ContractCheck[] }> {
  const started = await startSubject({
    ...options,
    packDriver: async (driver) => {
      // Brings the renderer with it, which only plugins with a driver of their pack need.
      const { readPackDriver } = await import("./read-pack-driver.ts");
      return readPackDriver(options.pluginDir, driver, options.manifest);
    },
  });
  const { probe, answers } = keepAnswers(started.probe);
  const subject = { ...started, probe };
  const { manifest, kind } = subject;
  try {
    const checks = [...checkSurface(subject), await checkLoad(probe, manifest)];
    if (isPaymentPlugin(manifest)) {
      const acts = createPaymentActs(probe, listUsable(manifest), canaryCard, options.now);
      checks.push(...(await checkPaymentEvents(acts, manifest)), ...(await checkWebhooks(subject, acts)));
    } else {
      checks.push(...(await checkBenchEvents(probe, manifest)));
      const none = "the plugin takes no payments and no webhooks";
      checks.push(...webhookChecks.map((check) => skip("webhooks", check, none)));
    }
    checks.push(await checkUnload(probe, manifest));
    checks.push(checkDeclared(probe, manifest), ...checkPermissions(probe, answers));
    return { kind, checks };
  } finally {
    await subject.close(500);
  }
}
