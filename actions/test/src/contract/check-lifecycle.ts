import type { Probe } from "@plugsmith/action-kit/probe";
import type { PluginManifest } from "@plugsmith/schemas";
import { type ContractCheck, judge, skip } from "./contract-check.ts";

const loadMs = 5_000;
const unloadMs = 2_000;

const missing = (wanted: readonly string[], found: readonly string[]) => wanted.filter((name) => !found.includes(name));

/** What the manifest says the code exports, against what it exports. */
export function checkExports(manifest: PluginManifest, exports: Probe["exports"]): ContractCheck[] {
  const methods = manifest.methods ?? [];
  const found = exports.methods.filter((name) => !(name === "run" && manifest.type === "tool"));
  const compare = (kind: string, declared: readonly string[], exported: readonly string[]) => [
    ...missing(declared, exported).map((name) => `${kind} ${name} is declared and not exported`),
    ...missing(exported, declared).map((name) => `${kind} ${name} is exported and not declared`),
  ];
  return [
    judge("lifecycle", "hooks", compare("hook", manifest.hooks, exports.hooks)),
    judge("lifecycle", "methods", compare("method", methods, found)),
  ];
}

export async function checkLoad(probe: Probe, manifest: PluginManifest): Promise<ContractCheck> {
  if (!manifest.hooks.includes("onLoad")) return skip("lifecycle", "load", "the manifest has no hook onLoad");
  const { answer } = await probe.observe(() => probe.process.hook("onLoad", {}, { timeoutMs: loadMs }));
  return judge("lifecycle", "load", answer.ok ? [] : [`onLoad: ${answer.error.message}`]);
}

/** Unloads and ends the plugin: the last check of a session. */
export async function checkUnload(probe: Probe, manifest: PluginManifest): Promise<ContractCheck> {
  if (!manifest.hooks.includes("onUnload")) return skip("lifecycle", "unload", "the manifest has no hook onUnload");
  const { answer } = await probe.observe(() => probe.process.hook("onUnload", {}, { timeoutMs: unloadMs }));
  return judge("lifecycle", "unload", answer.ok ? [] : [`onUnload: ${answer.error.message}`]);
}
