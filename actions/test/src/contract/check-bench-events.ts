import { makeDevice, type Probe } from "@plugsmith/action-kit/probe";
import type { PluginManifest } from "@plugsmith/schemas";
import { type ContractCheck, judge, skip } from "./contract-check.ts";
import { names } from "./describe-observed.ts";

const hookMs = 5_000;

/** Attaches and detaches a made-up device of the manifest's first rule. */
export async function checkBenchEvents(probe: Probe, manifest: PluginManifest): Promise<ContractCheck[]> {
  const rule = manifest.permissions.usb[0];
  const hooks = manifest.hooks.filter((name) => name === "onUSBAttach" || name === "onUSBDetach");
  if (!rule || hooks.length === 0) return [skip("events", "device", "the manifest has no USB rule with a hook for it")];
  const device = makeDevice(rule);
  const wrong: string[] = [];
  let published = 0;
  for (const hook of hooks) {
    const seen = await probe.observe(() => probe.process.hook(hook, { device }, { timeoutMs: hookMs }));
    if (!seen.answer.ok) wrong.push(`${hook}: ${seen.answer.error.message.slice(0, 200)}`);
    published += names(seen).length;
  }
  if (manifest.events.publishes.length > 0 && published === 0) {
    wrong.push("the manifest declares events, and neither attaching nor detaching published one");
  }
  return [judge("events", "device", wrong)];
}
