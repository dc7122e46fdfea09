import type { StepResult } from "@plugsmith/schemas";

/** One line of the contract suite's answer. */
export type ContractCheck = NonNullable<StepResult["contract"]>[number];
export type Suite = ContractCheck["suite"];

/** A check whose answer is the list of what is wrong; none = passed. */
export function judge(suite: Suite, check: string, wrong: readonly string[]): ContractCheck {
  if (wrong.length === 0) return { suite, check, status: "passed" };
  return { suite, check, status: "failed", detail: wrong.join("; ").slice(0, 1000) };
}

/** A check that this plugin gives no occasion for. */
export function skip(suite: Suite, check: string, why: string): ContractCheck {
  return { suite, check, status: "not_applicable", detail: why };
}
