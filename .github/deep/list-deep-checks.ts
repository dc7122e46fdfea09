import type { DeepCheck } from "./deep-check.ts";
import { mutationCheck } from "./mutation-check.ts";

/** Every check of `npm run test:deep`. */
export const listDeepChecks = (): DeepCheck[] => [mutationCheck];
