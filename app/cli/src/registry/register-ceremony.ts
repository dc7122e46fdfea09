import { type Command, InvalidArgumentError, Option } from "commander";
import { runVerb } from "../run-verb.ts";
import { registerSigners } from "./register-signers.ts";

const collect = (word: string, before: string[] = []) => [...before, word];

function parseCount(text: string): number {
  if (/^[1-9]\d?$/u.test(text)) return Number(text);
  throw new InvalidArgumentError("a whole number from 1 to 99 is needed");
}

function parseBins(text: string): number {
  const bits = Math.log2(Number(text));
  if (Number.isInteger(bits) && bits >= 1 && bits <= 12) return bits;
  throw new InvalidArgumentError("a power of two from 2 to 4096 is needed");
}

/** Where a write goes, and with which keys. */
export const withTarget = (command: Command) =>
  command
    .option(
      "--dir <clone>",
      "clone of the forge repository; its branch forge/registry is written, nothing is pushed",
      ".",
    )
    .option("--repository <owner/name>", "write straight to GitHub instead (GITHUB_API_URL, GITHUB_TOKEN)");

const withSecrets = (command: Command) =>
  withTarget(command)
    .option("--out <folder>", "folder for new keys (default: <clone>-registry-keys beside the clone)")
    .option("--passphrase-file <file>", "passphrases, one a line: of keys that are read, then of keys that are made");

const asList = (value: unknown) => (value ?? []) as readonly string[];

function registerKey(registry: Command): void {
  registry
    .command("key")
    .description("make one person's key on their own stick, encrypted, for `registry init --key` or `rotate --new-key`")
    .requiredOption("--out <file>", "where it goes, for example /media/stick/root-ada.pem")
    .option("--passphrase-file <file>", "its passphrase, in the first line (default: one is made and shown once)")
    .action(
      runVerb(async ({ options }) => {
        const { makePersonKey } = await import("./ceremony-folder.ts");
        const { readPassphrases } = await import("./read-keys.ts");
        const { describeHeldKey } = await import("./render-ceremony.ts");
        const [passphrase] = await readPassphrases(options["passphraseFile"]);
        const key = await makePersonKey(String(options["out"]), passphrase);
        const { file, id } = describeHeldKey(key);
        const shown =
          key.shown === undefined ? "" : `\nIts passphrase, shown this once; write it on paper:\n  ${key.shown}`;
        return {
          status: "success",
          code: "ok",
          message: `${file} holds the key ${id}.`,
          facts: { file, id },
          text: `${file} holds the key\n  ${id}${shown}`,
        };
      }),
    );
}

function registerInit(registry: Command): void {
  withSecrets(registry.command("init"))
    .description("sign the registry for the first time: keys of people and of jobs, roles, the root that benches pin")
    .option("--people <count>", "how many people's keys are made", parseCount, 3)
    .option("--threshold <count>", "how many of them must sign (default: more than half)", parseCount)
    .option("--key <file>", "a person's private key from `registry key`; repeat it, then none is made", collect)
    .option("--online-key <file>", "private key for the jobs (default: one is made)")
    .option("--trusted-root <file>", "the trusted_root.json to sign (default: that of the branch, if it has one)")
    .addOption(
      new Option("--bins <count>", "hash bins: 16 suit a thousand plugins, 128 ten thousand")
        .argParser(parseBins)
        .default(4, "16"),
    )
    .action(
      runVerb(async ({ options, say, paint }) => {
        const { chooseKeyFolder } = await import("./ceremony-folder.ts");
        const { holdCeremony } = await import("./hold-ceremony.ts");
        const { openRegistry } = await import("./open-registry.ts");
        const { readPassphrases } = await import("./read-keys.ts");
        const { readPinnedWorkflow } = await import("./read-pinned-workflow.ts");
        const { readTrustedRoot } = await import("./change-trust.ts");
        const render = await import("./render-ceremony.ts");
        const { store, publish } = await openRegistry(options);
        const server = process.env["GITHUB_SERVER_URL"] ?? "https://github.com";
        const trustedRoot = await readTrustedRoot(options["trustedRoot"]);
        const made = await holdCeremony({
          store,
          // Of a clone alone: what a forge on GitHub pins is on its default branch.
          pinned: options["repository"] ? null : await readPinnedWorkflow(String(options["dir"]), server),
          ...(trustedRoot && { trustedRoot }),
          people: Number(options["people"]),
          threshold: options["threshold"] as number | undefined,
          keyFiles: asList(options["key"]),
          onlineKeyFile: options["onlineKey"] as string | undefined,
          folder: chooseKeyFolder(options["out"], options["dir"]),
          bits: Number(options["bins"]),
          passphrases: await readPassphrases(options["passphraseFile"]),
          now: () => new Date(),
        });
        const warnings = made.threshold === 1 ? [render.oneKeyWarning] : [];
        for (const warning of warnings) say(paint("red", warning));
        const { repository, commit, people, threshold, online, rootFile, rootDigest } = made;
        return {
          status: "success",
          code: "ok",
          message: `The registry of ${repository} is signed.`,
          facts: {
            repository,
            commit,
            root: { file: rootFile, digest: rootDigest, threshold, keys: people.map(render.describeHeldKey) },
            online: {
              ...render.describeHeldKey(online),
              secret: render.keySecret,
              environments: render.keyEnvironments,
            },
            signers: made.signers,
            publish: publish ?? null,
            warnings,
          },
          text: render.renderCeremony(made, publish),
        };
      }),
    );
}

function registerRotate(registry: Command): void {
  withSecrets(registry.command("rotate"))
    .argument("<what>", "root: the keys of people; online: the key of the jobs")
    .description("give the registry other keys, for a lost, stolen or old one, in one write")
    .option("--key <file>", "a person's private key; as many as the threshold asks for", collect)
    .option("--drop <id>", "id of a person's key that no longer counts (its first eight digits are enough)", collect)
    .option(
      "--new-key <file>",
      "private key of a person who joins (default: one is made for each that is dropped)",
      collect,
    )
    .option("--threshold <count>", "how many people's keys must sign from now on", parseCount)
    .option(
      "--online-key <file>",
      "the jobs' private key, if it is at hand (default: a new one is made, which needs no old one)",
    )
    .action(
      runVerb(async ({ args: [what], options }) => {
        const { ForgeError } = await import("@plugsmith/schemas");
        if (what !== "root" && what !== "online")
          throw new ForgeError("wrong_usage", {
            message: "Rotate what?",
            hint: "Say `rotate root` or `rotate online`.",
          });
        const { chooseKeyFolder } = await import("./ceremony-folder.ts");
        const { openRegistry } = await import("./open-registry.ts");
        const { readPassphrases } = await import("./read-keys.ts");
        const { describeHeldKey, keyEnvironments, keySecret, renderRotation } = await import("./render-ceremony.ts");
        const { rotateKeys } = await import("./rotate-keys.ts");
        const { store, publish } = await openRegistry(options);
        const made = await rotateKeys({
          store,
          what,
          keyFiles: asList(options["key"]),
          drop: asList(options["drop"]),
          newKeyFiles: asList(options["newKey"]),
          threshold: options["threshold"] as number | undefined,
          onlineKeyFile: options["onlineKey"] as string | undefined,
          folder: chooseKeyFolder(options["out"], options["dir"]),
          passphrases: await readPassphrases(options["passphraseFile"]),
          now: () => new Date(),
        });
        const { repository, commit, changed, people, online } = made;
        return {
          status: "success",
          code: "ok",
          message: `The registry of ${repository} has other keys for ${changed.join(", ")}.`,
          facts: {
            repository,
            commit,
            roles: changed,
            newKeys: people.map(describeHeldKey),
            online: online ? { ...describeHeldKey(online), secret: keySecret, environments: keyEnvironments } : null,
            publish: publish ?? null,
          },
          text: renderRotation(made, publish),
        };
      }),
    );
}

const withPeople = (command: Command) =>
  withSecrets(command)
    .option("--key <file>", "a person's private key; as many as the threshold asks for", collect)
    .option("--online-key <file>", "the jobs' private key, if it is at hand (default: a new one is rotated in first)");

function registerTrust(registry: Command): void {
  withPeople(registry.command("trust"))
    .option("--reviewers <file>", "the new reviewers.json: who may approve, from when, until when")
    .option("--trusted-root <file>", "the new trusted_root.json: whose certificates and logs count")
    .description("change who may approve: people sign the list, so that nobody who can push can put themselves on it")
    .action(
      runVerb(async (call) => {
        const { signTrust } = await import("./sign-trust.ts");
        return signTrust(call, {
          reviewersFile: call.options["reviewers"] as string | undefined,
          trustedRootFile: call.options["trustedRoot"] as string | undefined,
        });
      }),
    );
}

/** `plugsmith registry key|init|rotate|trust|signer`: who signs the registry, and whom it trusts. */
export function registerCeremony(registry: Command): void {
  registerKey(registry);
  registerInit(registry);
  registerRotate(registry);
  registerTrust(registry);
  registerSigners(registry, withPeople);
}
