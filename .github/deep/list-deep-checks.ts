import { cmsCheck } from "./cms-check.ts";
import { cmsContractCheck } from "./cms-contract-check.ts";
import { cmsPrestashopCheck } from "./cms-prestashop-check.ts";
import { cmsRealCheck } from "./cms-real-check.ts";
import { cmsRealMagentoCheck } from "./cms-real-magento-check.ts";
import { cmsRealPrestashopCheck } from "./cms-real-prestashop-check.ts";
import { conformanceCheck } from "./conformance-check.ts";
import type { DeepCheck } from "./deep-check.ts";
import { dockerCheck } from "./docker-check.ts";
import { expressionsCheck } from "./expressions-check.ts";
import { isolationCheck } from "./isolation-check.ts";
import { longRunChecks } from "./long-run-checks.ts";
import { matrixCheck } from "./matrix-check.ts";
import { mutationChecks } from "./mutation-check.ts";
import { npmOnlyCheck } from "./npm-only-check.ts";
import { packsCheck } from "./packs-check.ts";
import { verdaccioCheck } from "./verdaccio-check.ts";

/** Every check of `npm run test:deep`. */
export const listDeepChecks = (): DeepCheck[] => [
  ...mutationChecks,
  ...longRunChecks,
  expressionsCheck,
  isolationCheck,
  conformanceCheck,
  cmsCheck,
  cmsContractCheck,
  cmsPrestashopCheck,
  cmsRealCheck,
  cmsRealMagentoCheck,
  cmsRealPrestashopCheck,
  dockerCheck,
  matrixCheck,
  npmOnlyCheck,
  packsCheck,
  verdaccioCheck,
];
