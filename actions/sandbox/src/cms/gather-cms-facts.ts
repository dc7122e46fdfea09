import type { CmsPlatform, ShopAsk } from "./cms-platform.ts";
import { type CmsFacts, explainMissing } from "./decide-driver.ts";
import { readNativePhp } from "./read-native-php.ts";

/** What this machine offers for one platform. @throws ForgeError `input_invalid` for an input that cannot be met. */
export async function gatherCmsFacts(platform: CmsPlatform, ask: ShopAsk, boundary: boolean): Promise<CmsFacts> {
  const drivers = platform.check(ask) ?? platform.drivers;
  return {
    ...{ boundary, drivers, platform: `${process.platform} ${process.arch}` },
    php: platform.phpExtensions && (await readNativePhp()),
    askedPhp: ask("php") || undefined,
    needs: platform.phpExtensions && { extensions: platform.phpExtensions, debian: platform.debianPackages },
  };
}

/** Why the driver native cannot run a platform here, or undefined. */
export const explainMissingNative = async (platform: CmsPlatform) =>
  explainMissing("native", await gatherCmsFacts(platform, () => "", true));
