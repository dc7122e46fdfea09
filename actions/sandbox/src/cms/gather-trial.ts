import type { StepToolkit } from "@plugsmith/action-kit";
import { ForgeError, type PluginManifest } from "@plugsmith/schemas";
import type { ShopAsk } from "./cms-platform.ts";
import { type CmsDriver, decideDriver } from "./decide-driver.ts";
import { chooseImage } from "./docker/choose-image.ts";
import { dockerEngine } from "./docker/docker-transport.ts";
import { gatherContainerFacts } from "./docker/gather-container-facts.ts";
import { findShopContainer } from "./docker/list-shop-containers.ts";
import { gatherCmsFacts } from "./gather-cms-facts.ts";
import { type FoundPlatform, findCmsPlatform } from "./list-cms-platforms.ts";
import { requireShop } from "./require-shop.ts";

/** Whether and how a plugin is to be tried in its CMS. */
export type TrialPlan =
  | { readonly kind: "none" }
  | { readonly kind: "left"; readonly why: string }
  | {
      readonly kind: "play";
      readonly found: FoundPlatform;
      readonly driver: CmsDriver;
      readonly ask: ShopAsk;
      /** Of this machine. */
      readonly phpVersion: string | undefined;
    };

function planNone(asked: string, { cms, type }: PluginManifest): TrialPlan {
  if (asked === "" || asked === "auto" || asked === "native") return { kind: "none" };
  throw new ForgeError("tool_missing", {
    message: `The sandbox driver ${asked} runs plugins of a shop system only; this one is for ${cms ?? type}.`,
    hint: "Leave --sandbox out: the plugin is run as its users would run it.",
  });
}

/**
 * What the input `sandbox` and those beside it ask for, with everything that can be wrong about them told now: nothing is installed or
 * started yet.
 * @throws ForgeError `input_invalid` for a shop that cannot be used, `tool_missing` or `confinement_unavailable` for a driver that was
 * named and cannot run here.
 */
export async function gatherTrial(
  toolkit: StepToolkit,
  manifest: PluginManifest,
  boundary: boolean,
): Promise<TrialPlan> {
  const asked = toolkit.input("sandbox");
  requireShop(toolkit.input, manifest.cms ?? manifest.type, "forge");
  const found = findCmsPlatform(manifest.cms);
  if (!found) return planNone(asked, manifest);
  const { cms, platform } = found;
  const ask = (input: string) => {
    const value = toolkit.input(input);
    return input === "image" || input === "database-image" ? chooseImage(value, cms) : value;
  };
  const looks = asked === "docker" || (asked === "auto" && ask("image") !== "");
  const containers = looks
    ? { containers: await gatherContainerFacts(dockerEngine(), findShopContainer(cms), ask) }
    : {};
  const facts = { ...(await gatherCmsFacts(platform, ask, boundary)), ...containers };
  const decision = decideDriver(asked, facts);
  if (decision.kind === "leave") return { kind: "left", why: decision.why };
  if (decision.kind === "refuse") {
    throw new ForgeError(decision.code, { message: decision.message, hint: decision.hint });
  }
  await platform.requireTools?.(ask);
  return { kind: "play", found, driver: decision.driver, ask, phpVersion: facts.php?.version };
}
