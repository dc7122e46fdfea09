import type { Hint } from "../hints/hint.ts";

/** What one start of the bot inside a workflow is for. */
export type WorkflowTask =
  /** An event that the server would have got as webhook. */
  | { readonly kind: "event"; readonly name: string; readonly payload: unknown }
  | { readonly kind: "hint"; readonly hint: Hint }
  /** A bench's signed envelope, brought by `repository_dispatch`. */
  | { readonly kind: "bench"; readonly envelope: unknown }
  /** Wait for the end of this run, then handle it. */
  | { readonly kind: "after"; readonly runId: number }
  /** Look at every open request again. */
  | { readonly kind: "sweep" };

/** What a runner says about the run that it works on. */
export interface WorkflowFacts {
  readonly event: string;
  readonly payload: unknown;
  /** Full ref of the run. */
  readonly ref: string;
  readonly runId: string;
  readonly attempt: string;
}
