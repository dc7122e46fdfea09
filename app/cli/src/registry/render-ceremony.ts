import { computeKeyId } from "@plugsmith/registry/tuf";
import type { HeldKey } from "./ceremony-folder.ts";
import type { TrustChange } from "./change-trust.ts";
import type { Ceremony } from "./hold-ceremony.ts";
import type { Rotation } from "./rotate-keys.ts";

/** Environments whose jobs sign the registry. */
export const keyEnvironments = ["forge-publish", "forge-registry"] as const;
export const keySecret = "PLUGSMITH_REGISTRY_KEY";

export const describeHeldKey = ({ file, signer }: HeldKey) => ({ file, id: computeKeyId(signer.key) });

/** Quotes a path for a shell that a person pastes into. */
const quote = (text: string) => (/^[\w./:@+-]+$/u.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`);

const renderKey = ({ file, signer, shown }: HeldKey) =>
  `     ${computeKeyId(signer.key).slice(0, 16)}  ${file}${shown === undefined ? "" : `\n                       passphrase: ${shown}`}`;

const renderSecret = (repository: string, file: string) => [
  ...keyEnvironments.map(
    (name) => `     gh secret set ${keySecret} --repo ${repository} --env ${name} < ${quote(file)}`,
  ),
  `     then delete ${file}: no person needs it; if it is lost, \`plugsmith registry rotate online\` makes another.`,
];

const renderPush = (publish: string | undefined) =>
  publish === undefined ? ["     It is pushed."] : [`     ${publish}`];

const isPaperDue = (keys: readonly HeldKey[]) => keys.some(({ shown }) => shown !== undefined);

const renderSigners = ({ signers }: Ceremony) =>
  signers.length === 0
    ? [
        "  6  Say which version of the publish workflow may sign packages; until then nothing of the registry narrows it:",
        "     plugsmith registry signer add <commit> --workflow <address> --key … --key …",
      ]
    : [
        "Packages count when they were signed by:",
        ...signers.map(({ digest, workflow }) => `     ${workflow} at ${digest}`),
      ];

/** What people do after the first signing, in order. */
export function renderCeremony(made: Ceremony, publish: string | undefined): string {
  const { people, threshold, online, repository, rootFile, rootDigest } = made;
  return [
    `The registry of ${repository} is signed. Its root changes when ${threshold} of ${people.length} keys sign.`,
    "Do now, in this order:",
    `  1  Each key to its holder, on a stick of its own, to different places; no copy stays here.${isPaperDue(people) ? " The passphrases are shown this once: write them on paper, then clear this screen." : ""}`,
    ...people.map(renderKey),
    "  2  The online key into the secrets of the jobs (make both environments first; limit them to the default branch):",
    ...renderSecret(repository, online.file),
    "  3  Publish the signed branch:",
    ...renderPush(publish),
    "  4  Read the root's digest to each other, and give the file to every bench (registry.root in its configuration):",
    `     ${rootFile}`,
    `     ${rootDigest}`,
    "  5  Pin it for the bot too, by a reviewed pull request to .github/forge.yml:",
    `     registry: { rootDigest: "${rootDigest}" }`,
    ...renderSigners(made),
  ].join("\n");
}

const renderSteps = (steps: readonly (readonly string[])[]) =>
  steps.flatMap(([first = "", ...rest], index) => [`  ${index + 1}  ${first}`, ...rest]);

const renderNewOnline = (repository: string, online: HeldKey | undefined): readonly (readonly string[])[] =>
  online ? [["The new online key, before the next job runs:", ...renderSecret(repository, online.file)]] : [];

/** What people do after a rotation, in order. Benches need nothing: they walk from the root that they know. */
export function renderRotation(made: Rotation, publish: string | undefined): string {
  const { people, online, repository, changed } = made;
  const paper = isPaperDue(people) ? " The passphrases are shown this once." : "";
  const handed = [`The new keys to their holders, on sticks of their own.${paper}`, ...people.map(renderKey)];
  return [
    `The registry of ${repository} is signed anew for ${changed.join(", ")}. Benches need nothing: they follow by themselves.`,
    "Do now, in this order:",
    ...renderSteps([
      ...(people.length > 0 ? [handed] : []),
      ["Publish it:", ...renderPush(publish)],
      ...renderNewOnline(repository, online),
    ]),
  ].join("\n");
}

/** What people do after they have changed whom the registry trusts. */
export function renderTrust({ repository, files, online }: TrustChange, publish: string | undefined): string {
  return [
    `${files.join(" and ")} of ${repository} changed, signed by people.`,
    "Do now, in this order:",
    ...renderSteps([["Publish it:", ...renderPush(publish)], ...renderNewOnline(repository, online)]),
  ].join("\n");
}

/** The answer of a verb that changed whom the registry trusts. */
export function describeTrust(made: TrustChange, publish: string | undefined) {
  const { repository, commit, files, online } = made;
  return {
    status: "success" as const,
    code: "ok" as const,
    message: `${files.join(" and ")} of ${repository} changed.`,
    facts: {
      repository,
      commit,
      files,
      online: online ? { ...describeHeldKey(online), secret: keySecret, environments: keyEnvironments } : null,
      publish: publish ?? null,
    },
    text: renderTrust(made, publish),
  };
}

/** Said loudly where one stolen key is enough. */
export const oneKeyWarning =
  "WARNING: ONE KEY SIGNS THE ROOT. Whoever steals or finds it owns this registry and every bench that follows it; if it is lost, " +
  "every bench must be told a new root by hand. Fit for a trial, not for benches that matter. Use --people 3.";
