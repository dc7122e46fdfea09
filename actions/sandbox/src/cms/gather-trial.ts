import type { StepToolkit } from "@plugsmith/action-kit";
import { ForgeError, type PluginManifest } from "@plugsmith/schemas";
import { applyCmsScenario, type CmsResult } from "./apply-cms-scenario.ts";
import { decideDriver } from "./decide-driver.ts";
import { chooseImage } from "./docker/choose-image.ts";
import { dockerEngine } from "./docker/docker-transport.ts";
import { gatherContainerFacts } from "./docker/gather-container-facts.ts";
import { findShopContainer } from "./docker/list-shop-containers.ts";
import { openContainers } from "./docker/open-containers.ts";
import { startWatchdog } from "./docker/watchdog-transport.ts";
import { gatherCmsFacts } from "./gather-cms-facts.ts";
import { findCmsPlatform } from "./list-cms-platforms.ts";

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

/**
 * Tries a plugin in its shop system when the input `sandbox` asks for it.
 * @throws ForgeError when a version or driver was named that cannot run here, or the CMS did not start.
 */
export async function gatherTrial(
  toolkit: StepToolkit,
  places: TrialPlaces,
  manifest: PluginManifest,
  boundary: boolean,
): Promise<CmsTrial> {
  const asked = toolkit.input("sandbox");
  const found = findCmsPlatform(manifest.cms);
  if (!found) {
    if (asked === "" || asked === "auto" || asked === "native") return { kind: "none" };
    throw new ForgeError("tool_missing", {
      message: `The sandbox driver ${asked} runs plugins of a shop system only; this one is for ${manifest.cms ?? manifest.type}.`,
      hint: "Leave --sandbox out: the plugin is run as its users would run it.",
    });
  }
  const { platform } = found;
  const ask = (input: string) => {
    const value = toolkit.input(input);
    return input === "image" || input === "database-image" ? chooseImage(value, found.cms) : value;
  };
  const ports = { engine: dockerEngine(), watch: startWatchdog };
  const container = findShopContainer(found.cms);
  const looks = asked === "docker" || (asked === "auto" && ask("image") !== "");
  const containers = looks ? { containers: await gatherContainerFacts(ports.engine, container, ask) } : {};
  const facts = { ...(await gatherCmsFacts(platform, ask, boundary)), ...containers };
  const decision = decideDriver(asked, facts);
  if (decision.kind === "leave") return { kind: "left", why: decision.why };
  if (decision.kind === "refuse") {
    throw new ForgeError(decision.code, { message: decision.message, hint: decision.hint });
  }
  const { driver } = decision;
  const how = { say: (line: string) => toolkit.info(line), nowMs: toolkit.now().getTime() };
  const opened = driver === "docker" && container && (await openContainers(ports, container, ask, how));
  const scenario = { ...found, driver, ask, phpVersion: facts.php?.version, ...places, manifest };
  return { kind: "played", result: await applyCmsScenario(toolkit, { ...scenario, containers: opened || undefined }) };
}
