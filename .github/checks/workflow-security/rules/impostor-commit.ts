import { type Rule, sampleStep } from "../rule.ts";

/** The commit each outside repository is used at, and the release whose tag it is. */
export type Pins = Readonly<Record<string, { readonly sha: string; readonly version: string }>>;

const pinnedUse = /^\s*(?:-\s*)?uses:\s*["']?([\w.-]+\/[\w.-]+)(?:\/[^@\s]*)?@([0-9a-f]{40})["']?(?:\s+#\s*(\S+))?/gm;
const sha = "0123456789abcdef0123456789abcdef01234567";

/**
 * GitHub serves a commit of any fork under the name of the repository that it was forked from. Which repository a commit
 * really belongs to is looked up once, when a line of pins.json is written; here the two must agree, without a network.
 */
export const impostorCommit = (pins: Pins): Rule => ({
  name: "impostor-commit",
  why: "`actions/checkout@<sha>` also finds a commit that only a stranger's fork of actions/checkout holds.",
  find: (file) =>
    [...file.text.matchAll(pinnedUse)].flatMap(([, repository = "", used, version]) => {
      const pin = pins[repository];
      const place = `${file.path}: ${repository}@${used}`;
      if (!pin) return [`${place} has no line in .github/pins.json`];
      const known = `${pin.sha} # ${pin.version}`;
      return `${used} # ${version}` === known ? [] : [`${place} # ${version} should be ${known}`];
    }),
  bad: [
    `actions/checkout@${sha} # v5.0.0`,
    `acme/unknown@${sha} # v1`,
    `acme/unknown/.github/workflows/x.yml@${sha} # v1`,
    ...Object.entries(pins).map(([repository, pin]) => `${repository}@${pin.sha} # v999.0.0`),
  ].map((uses) => sampleStep(`uses: ${uses}`)),
  good: Object.entries(pins).map(([repository, pin]) => sampleStep(`uses: ${repository}@${pin.sha} # ${pin.version}`)),
});
