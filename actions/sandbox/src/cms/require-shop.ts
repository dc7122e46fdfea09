import { ForgeError } from "@plugsmith/schemas";
import type { ShopAsk } from "./cms-platform.ts";
import { findMisfit } from "./find-misfit.ts";
import { findCmsPlatform } from "./list-cms-platforms.ts";

/**
 * Looks at everything that can be wrong with the inputs about a shop, before anything is installed or started for a plugin of `cms`.
 * @param asker as of `findMisfit`.
 * @throws ForgeError `input_invalid`; `wrong_usage` when a person named an input that is not for this plugin.
 */
export function requireShop(ask: ShopAsk, cms: string, asker: "forge" | "person"): void {
  const misfit = findMisfit(ask, cms, asker);
  if (misfit) throw new ForgeError(asker === "person" ? "wrong_usage" : "input_invalid", misfit);
  const platform = findCmsPlatform(cms)?.platform;
  platform?.check(ask);
  platform?.inspect?.(ask);
}
