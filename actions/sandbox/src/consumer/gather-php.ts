import type { StepToolkit } from "@plugsmith/action-kit";
import { ForgeError } from "@plugsmith/schemas";
import { phpSeries } from "../cms/platforms/woocommerce/choose-cms-versions.ts";

/** A release of PHP in WebAssembly, of the parts that the shops use. */
export interface PhpOfVersion {
  /** Folder of the parts, with their node_modules. */
  readonly root: string;
  /** `8.4`. */
  readonly version: string;
}

/**
 * The release of PHP that the input `php` asks for; null: whatever runs PHP here. Installs the parts on first use.
 * @throws ForgeError `input_invalid` for a release that there is not, `tool_missing` where the parts cannot be had.
 */
export async function gatherPhp(toolkit: StepToolkit): Promise<PhpOfVersion | null> {
  const asked = toolkit.input("php");
  if (asked === "") return null;
  if (!phpSeries.some((one) => one === asked))
    throw new ForgeError("input_invalid", {
      message: `The sandbox has no PHP ${JSON.stringify(asked.slice(0, 20))}.`,
      hint: `Use one of ${phpSeries.join(", ")}.`,
    });
  const { applyCmsParts } = await import("../cms/apply-cms-parts.ts");
  const { readCmsHome } = await import("../cms/read-cms-home.ts");
  const { root } = await applyCmsParts(readCmsHome(), (line) => toolkit.info(line));
  return { root, version: asked };
}
