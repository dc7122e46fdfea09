/** A small piece of malware in the manner of public write-ups, and honest code that looks like it. */
export interface Sample {
  readonly rule: string;
  /** What it is like. */
  readonly title: string;
  readonly path: string;
  readonly bad: string;
  readonly good: string;
}
