/** What `docs/parity.json` keeps of one pack: facts that are the same on every machine. */
export interface ParityFacts {
  readonly pack: string;
  readonly packVersion: string;
  readonly runtime: string;
  readonly supportedVersions: string;
  readonly features: readonly string[];
  readonly locales: readonly string[];
  readonly publishes: readonly string[];
  readonly files: number;
  readonly tests: number;
  readonly judgedBy: string;
  readonly sandbox: string;
  /** `suite.check` → passed, failed, not_applicable. */
  readonly checks: Readonly<Record<string, string>>;
}
