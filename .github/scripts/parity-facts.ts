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

interface Played extends Omit<ParityFacts, "tests" | "sandbox" | "checks"> {
  readonly tests: { readonly passed: number };
  readonly sandbox: { readonly level: string };
  readonly checks: readonly { readonly suite: string; readonly check: string; readonly status: string }[];
}

/** The facts in what `plugsmith demo --pack all --json` prints about a pack. */
export function makeParityFacts(played: Played): ParityFacts {
  const { pack, packVersion, runtime, supportedVersions, features, locales, publishes, files, judgedBy } = played;
  return {
    ...{ pack, packVersion, runtime, supportedVersions, features, locales, publishes, files, judgedBy },
    tests: played.tests.passed,
    sandbox: played.sandbox.level,
    checks: Object.fromEntries(played.checks.map(({ suite, check, status }) => [`${suite}.${check}`, status])),
  };
}
