export type Language = "php" | "javascript" | "python" | "text";

export type Severity = "error" | "warning" | "note";

/** One place in a plugin that a rule speaks of. */
export interface Finding {
  readonly rule: string;
  readonly severity: Severity;
  /** Path below the plugin's folder. */
  readonly path: string;
  /** First line is 1; 0 where a finding has no line. */
  readonly line: number;
  /** One sentence of ours; quotes of the plugin in it are short and printable. */
  readonly message: string;
}
