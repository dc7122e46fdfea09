import type { StepResult } from "@plugsmith/schemas";

/** What the analysis of one plugin says; `analysis` of a step result. */
export type Analysis = NonNullable<StepResult["analysis"]>;

/** A rule that the forge's owners let pass, with their reason; from `analysis.allow` of forge.yml. */
export interface Allowance {
  readonly rule: string;
  /** Plugins that it is for; left out: all. */
  readonly plugins?: readonly string[];
  readonly reason: string;
}
