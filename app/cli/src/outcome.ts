import type { ErrorCode } from "@plugsmith/schemas";

/** What a verb ends with. `facts` join the `--json` object; `text` is for people and falls back to `message`. */
export interface Outcome {
  /** Same words as a step result: what was asked is done, or it is not. */
  readonly status: "success" | "failed" | "cancelled";
  readonly code: "ok" | ErrorCode;
  readonly message: string;
  /** What the person can do next. */
  readonly hint?: string;
  readonly facts?: Readonly<Record<string, unknown>>;
  readonly text?: string;
}

/** Exit code of an outcome: 0 done, 1 refused or failed, 2 wrong usage, 130 interrupted. */
export function decideExitCode(outcome: Outcome): number {
  if (outcome.status === "success") return 0;
  if (outcome.code === "wrong_usage") return 2;
  return outcome.status === "cancelled" ? 130 : 1;
}
