import { explainMissingNative } from "../../actions/sandbox/src/cms/gather-cms-facts.ts";
import { magentoCms } from "../../actions/sandbox/src/cms/platforms/magento/magento-cms.ts";
import { tryContractHosts } from "./cms/try-contract-hosts.ts";
import type { DeepCheck } from "./deep-check.ts";

/** Generated plugins, and ones with a mistake, at the contract hosts of Shopify and Magento. */
export const cmsContractCheck: DeepCheck = {
  name: "cms-contract",
  summary:
    "do generated plugins live at the contract hosts of Shopify and Magento, and is each mistake found by its act?",
  covers: [
    "actions/sandbox/src/cms/inside/acts/*.ts",
    "actions/sandbox/src/cms/**/{shopify,magento}/**/*.ts",
    "actions/sandbox/cms/{shopify-host,magento-kernel}/**/*.*",
    "actions/sandbox/cms/wasm-server/*.mjs",
    "templates/packs/{shopify,magento}/files/**/*.*",
  ],
  async run(say) {
    const missing = await explainMissingNative(magentoCms);
    if (missing) say(`Magento natively is left out: ${missing}`);
    const { tried, failures, figures } = await tryContractHosts(say, missing === undefined);
    return { passed: Math.max(0, tried - failures.length), failed: failures.length, figures, failures };
  },
};
