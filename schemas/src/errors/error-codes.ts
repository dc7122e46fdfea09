import { benchCodes } from "./bench-codes.ts";
import { pipelineCodes } from "./pipeline-codes.ts";
import { requestCodes } from "./request-codes.ts";
import { trustCodes } from "./trust-codes.ts";
import { workflowCodes } from "./workflow-codes.ts";

/** Every error code of Plugsmith with its standing sentence. Closed: a new code is a change of the public surface. */
export const errorCodes = {
  unexpected: "Something failed that Plugsmith did not expect.",
  wrong_usage: "The command line is not understood.",
  interrupted: "Interrupted.",
  tool_missing: "A program that this needs is not installed.",
  ...requestCodes,
  ...pipelineCodes,
  ...trustCodes,
  ...benchCodes,
  ...workflowCodes,
} as const satisfies Record<string, string>;

export type ErrorCode = keyof typeof errorCodes;
