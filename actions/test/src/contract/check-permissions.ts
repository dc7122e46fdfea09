import { canaryCard, type Probe } from "@plugsmith/action-kit/probe";
import type { PluginManifest } from "@plugsmith/schemas";
import { type ContractCheck, judge } from "./contract-check.ts";

/** Judged at the end of a session: what the plugin asked for that its manifest does not allow, and where secrets went. */
export function checkPermissions(
  probe: Pick<Probe, "provider" | "logs" | "emitted" | "secrets">,
  answers: readonly unknown[],
): ContractCheck[] {
  const asked = [
    ...new Set(probe.provider.refusals.map(({ method, what }) => `${method} of ${what} is not in the manifest`)),
  ];
  const leaks: string[] = [];
  const search = (where: string, value: unknown) => {
    const text = typeof value === "string" ? value : JSON.stringify(value ?? null);
    if (probe.secrets.some((secret) => text.includes(secret)))
      leaks.push(`a secret of the configuration is in ${where}`);
    if (text.includes(canaryCard)) leaks.push(`a card number is in ${where}`);
  };
  for (const { source, message, data } of probe.logs)
    search(source === "stderr" ? "printed text" : "the log", [message, data]);
  for (const { event, data } of probe.emitted) search(`event ${event}`, data);
  for (const answer of answers) search("an answer of the plugin", answer);
  for (const { url } of probe.provider.requests) search("the address of a request", url);
  return [
    judge("permissions", "scoped_access", asked),
    judge("permissions", "no_sensitive_data_logging", [...new Set(leaks)]),
  ];
}

/** Everything published must be declared. */
export function checkDeclared(probe: Pick<Probe, "emitted">, manifest: PluginManifest): ContractCheck {
  const undeclared = new Set(
    probe.emitted.map(({ event }) => event).filter((event) => !manifest.events.publishes.includes(event)),
  );
  return judge(
    "events",
    "declared",
    [...undeclared].map((event) => `${event} is published and not declared`),
  );
}
