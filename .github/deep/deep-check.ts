/** One long check of `npm run test:deep`: what it covers decides when its evidence is out of date. */
export interface DeepCheck {
  /** Name of the evidence file below docs/evidence/, without `.json`. */
  readonly name: string;
  readonly summary: string;
  /** Globs from the project's root: sources whose change makes the evidence stale. Tests are not sources. */
  readonly covers: readonly string[];
  /** What a person must bring first; then nothing is run, and the evidence stays as it is. */
  explainMissing?(): string | undefined;
  run(say: (line: string) => void): Promise<DeepResult>;
}

export interface DeepResult {
  readonly passed: number;
  readonly failed: number;
  /** What was measured, for the evidence file; no path of the machine. */
  readonly figures: Readonly<Record<string, unknown>>;
  /** One line for each failure. */
  readonly failures: readonly string[];
}
