import type { StepToolkit } from "@plugsmith/action-kit";
import type { PluginManifest } from "@plugsmith/schemas";
import { applyCmsScenario, type CmsResult } from "./apply-cms-scenario.ts";
import { dockerEngine } from "./docker/docker-transport.ts";
import { findShopContainer } from "./docker/list-shop-containers.ts";
import { openContainers } from "./docker/open-containers.ts";
import { startWatchdog } from "./docker/watchdog-transport.ts";
import type { TrialPlan } from "./gather-trial.ts";

/** Whether a plugin was tried in its CMS, and what came of it. */
export type CmsTrial =
  | { readonly kind: "none" }
  | { readonly kind: "left"; readonly why: string }
  | { readonly kind: "played"; readonly result: CmsResult };

export interface TrialPlaces {
  readonly pluginDir: string;
  readonly stage: string;
  readonly outDir: string;
}

/** Tries a plugin in its shop system as planned. @throws ForgeError when the CMS did not start. */
export async function applyTrial(
  toolkit: StepToolkit,
  places: TrialPlaces,
  manifest: PluginManifest,
  plan: TrialPlan,
): Promise<CmsTrial> {
  if (plan.kind !== "play") return plan;
  const { found, driver, ask, phpVersion } = plan;
  const ports = { engine: dockerEngine(), watch: startWatchdog };
  const container = findShopContainer(found.cms);
  const how = { say: (line: string) => toolkit.info(line), nowMs: toolkit.now().getTime() };
  const opened = driver === "docker" && container && (await openContainers(ports, container, ask, how));
  const scenario = { ...found, driver, ask, phpVersion, ...places, manifest, containers: opened || undefined };
  return { kind: "played", result: await applyCmsScenario(toolkit, scenario) };
}
