/** A test or check that did not run here: what, why, and how to get it. */
export interface Skip {
  readonly what: string;
  readonly why: string;
  readonly how: string;
}

export interface CheckResult {
  readonly passed: number;
  readonly failed: number;
  readonly skips: readonly Skip[];
  /** What the check looked at, with a count: the proof that it saw something. */
  readonly saw: string;
  /** What a person needs to mend a failure. */
  readonly details?: string;
}

export interface Check {
  readonly name: string;
  run(): Promise<CheckResult>;
}
