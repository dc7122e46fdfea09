import { ForgeError, type ForgeRequest } from "@plugsmith/schemas";
import type { Pack } from "./pack.ts";

/** The pack that makes plugins for this platform. Throws `pack_unknown`, naming the platforms that exist. */
export function selectPack(packs: readonly Pack[], cms: string): Pack {
  const pack = packs.find((one) => one.definition.cms.some((name) => name === cms));
  if (pack !== undefined) return pack;
  const known = [...new Set(packs.flatMap((one) => one.definition.cms))].sort().join(", ");
  throw new ForgeError("pack_unknown", {
    message: `No template pack makes plugins for this platform yet. Packs exist for: ${known || "none"}.`,
    hint: "Change the field cms to one of them, or ask the forge's keepers for a pack.",
    facts: { known },
  });
}

/** Throws `feature_unsupported` with the features this pack can make when the request asks for another one. */
export function checkFeatures(pack: Pack, request: ForgeRequest): void {
  const able: readonly string[] = pack.definition.features;
  const missing = (request.features ?? []).filter((feature) => !able.includes(feature));
  if (missing.length === 0) return;
  throw new ForgeError("feature_unsupported", {
    message: `The pack ${pack.definition.name} cannot make: ${missing.join(", ")}. It can make: ${able.join(", ")}.`,
    hint: `Remove ${missing.join(", ")} from the field features.`,
    facts: { missing: missing.join(", "), able: able.join(", ") },
  });
}
