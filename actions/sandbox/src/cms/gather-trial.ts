import type { StepToolkit } from "@plugsmith/action-kit";
import { ForgeError, type PluginManifest } from "@plugsmith/schemas";
import { applyCmsScenario, type CmsResult } from "./apply-cms-scenario.ts";
import { chooseCmsVersions } from "./choose-cms-versions.ts";
import { decideDriver } from "./decide-driver.ts";
import { readNativePhp } from "./read-native-php.ts";

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
 * Tries a WooCommerce plugin in WordPress when the input `sandbox` asks for it.
 * @throws ForgeError when a version or driver was named that cannot run here, or the CMS did not start.
 */
export async function gatherTrial(
  toolkit: StepToolkit,
  places: TrialPlaces,
  manifest: PluginManifest,
  boundary: boolean,
): Promise<CmsTrial> {
  const asked = toolkit.input("sandbox");
  if (manifest.cms !== "woocommerce") {
    if (asked === "" || asked === "auto" || asked === "native") return { kind: "none" };
    throw new ForgeError("tool_missing", {
      message: `The sandbox driver ${asked} runs WooCommerce plugins only; this one is for ${manifest.cms ?? manifest.type}.`,
      hint: "Leave --sandbox out: the plugin is run as its users would run it.",
    });
  }
  const php = asked === "" ? undefined : await readNativePhp();
  const versions = chooseCmsVersions(toolkit.input("wordpress"), toolkit.input("php"));
  const platform = `${process.platform} ${process.arch}`;
  const decision = decideDriver(asked, { boundary, php, platform, askedPhp: versions.php });
  if (decision.kind === "leave") return { kind: "left", why: decision.why };
  if (decision.kind === "refuse") {
    throw new ForgeError(decision.code, { message: decision.message, hint: decision.hint });
  }
  const zip = toolkit.input("woocommerce-zip");
  const shop = zip === "" ? {} : { shop: { zip, sha256: toolkit.input("woocommerce-sha256") } };
  const { driver } = decision;
  const scenario = { driver, versions, phpVersion: php?.version, ...places, manifest, ...shop };
  const result = await applyCmsScenario(toolkit, scenario);
  return { kind: "played", result };
}
