import type { ErrorCode } from "@plugsmith/schemas";

/** Why a version does not run here. */
export interface Refusal {
  readonly version?: string;
  readonly digest?: string;
  readonly code: ErrorCode;
  readonly message: string;
}
