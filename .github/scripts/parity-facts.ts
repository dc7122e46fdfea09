import type { ParityFacts } from "@plugsmith/templates";

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
