import type { Language, Severity } from "../finding.ts";

/** What a rule is called and how heavy it weighs. Severities are those that a measurement over known code left standing. */
export interface Rule {
  readonly id: string;
  readonly title: string;
  /** One severity, or one for each language that the rule reads. */
  readonly severity: Severity | Partial<Record<Language, Severity>>;
  /** Why this is looked at. */
  readonly why: string;
  /** What an honest author does instead. */
  readonly instead: string;
  /** Whether it compares the code with what the manifest declares; a plugin that declares it is silent. */
  readonly declares?: true;
}
