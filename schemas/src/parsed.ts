/** One problem in a value from outside, in words its author understands. */
export interface ParseIssue {
  /** Field as the author wrote it, dots between levels: `merchant_branding.primary_color`; empty for the whole value. */
  readonly path: string;
  /** JSON Schema keyword, or the name of our own rule. */
  readonly rule: string;
  readonly message: string;
  /** A value that would be accepted. */
  readonly example?: string;
  /** "did you mean …". */
  readonly suggestion?: string;
}

/** What a parser answers: a typed value, or every problem at once. */
export type Parsed<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly issues: readonly ParseIssue[] };
