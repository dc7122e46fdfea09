import type { StepToolkit } from "@plugsmith/action-kit";
import { ForgeError } from "@plugsmith/schemas";

/** A release of PHP in WebAssembly, of the parts that the shops use. */
export interface PhpOfVersion {
  /** Folder of the parts, with their node_modules. */
  readonly root: string;
  /** `8.4`. */
  readonly version: string;
}

/** Releases of PHP that the parts hold. */
const series = ["7.4", "8.0", "8.1", "8.2", "8.3", "8.4", "8.5"];

/**
 * The release of PHP that the input `php` asks for; null: whatever runs PHP here. Installs the parts on first use.
 * @throws ForgeError `input_invalid` for a release that there is not, `tool_missing` where the parts cannot be had.
 */
export async function gatherPhp(toolkit: StepToolkit): Promise<PhpOfVersion | null> {
  const asked = toolkit.input("php");
  if (asked === "") return null;
  if (!series.includes(asked))
    throw new ForgeError("input_invalid", {
      message: `The sandbox has no PHP ${JSON.stringify(asked.slice(0, 20))}.`,
      hint: `Use one of ${series.join(", ")}.`,
    });
  const { applyCmsParts } = await import("../cms/apply-cms-parts.ts");
  const { readCmsHome } = await import("../cms/read-cms-home.ts");
  const { root } = await applyCmsParts(readCmsHome(), (line) => toolkit.info(line));
  return { root, version: asked };
}
