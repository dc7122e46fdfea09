import type { ErrorCode, StepResult } from "@plugsmith/schemas";
import type { StepToolkit } from "./step-toolkit.ts";

type Facts = Partial<
  Pick<
    StepResult,
    | "plugin"
    | "headSha"
    | "confinement"
    | "digest"
    | "issues"
    | "tests"
    | "contract"
    | "sandbox"
    | "analysis"
    | "dependencies"
    | "artifacts"
    | "facts"
  >
>;

/** What a step found. `failed` when it did its work and the answer is no; for everything else it throws. */
export type StepReport = Facts & {
  readonly message: string;
  /** Markdown for the job summary, below the headline. Untrusted text in it must be escaped already. */
  readonly summary?: string;
} & ({ readonly status?: "success" } | { readonly status: "failed"; readonly code: ErrorCode; readonly hint?: string });

/** `report` writes about other steps, `bench` and `registry` serve other workflows: they have no result in the pipeline. */
export type StepName = StepResult["step"] | "report" | "bench" | "registry";

export interface Step {
  readonly name: StepName;
  run(toolkit: StepToolkit): Promise<StepReport>;
}
