import type { RegistryChange } from "@plugsmith/registry";
import type { Registry } from "@plugsmith/schemas";
import type { Command } from "commander";
import type { Outcome } from "../outcome.ts";
import { parsePerson } from "../parse-init-options.ts";
import { runVerb, type VerbCall } from "../run-verb.ts";
import { withTarget } from "./register-ceremony.ts";

const collect = (word: string, before: string[] = []) => [...before, word];

const withKeys = (command: Command) =>
  withTarget(command)
    .option("--key <file>", "key to sign with; repeat it (the online key may also be PLUGSMITH_REGISTRY_KEY)", collect)
    .option("--passphrase-file <file>", "passphrases of the keys, one a line");

const withVersion = (registry: Command, word: string) =>
  withKeys(registry.command(word))
    .argument("<name>", "a plugin")
    .argument("<version>", "one of its published versions");

const fixWord = (call: VerbCall) => {
  const [name, version] = call.args.map(String) as [string, string];
  return { name, version, at: new Date().toISOString() };
};

/** Writes one change with the keys at hand and says what became of it. */
async function applyChange(call: VerbCall, change: RegistryChange, done: string): Promise<Outcome> {
  const { options } = call;
  const { changeRegistry } = await import("./change-registry.ts");
  const { openRegistry } = await import("./open-registry.ts");
  const { readKeys, readOnlineKey, readPassphrases } = await import("./read-keys.ts");
  const { store, publish } = await openRegistry(options);
  const files = (options["key"] ?? []) as string[];
  const passphrases = await readPassphrases(options["passphraseFile"]);
  const signers = [...(await readKeys(files, passphrases)), ...(await readOnlineKey())];
  const { registry, parent, isWritten } = await changeRegistry(store, signers, change);
  return {
    status: "success",
    code: "ok",
    message: isWritten ? done : "Nothing was left to do.",
    facts: { repository: registry.repository, sequence: registry.sequence, commit: parent, written: isWritten },
    ...(isWritten && publish !== undefined ? { text: `${done}\nPublish it: ${publish}` } : {}),
  };
}

const keepSame = (before: Registry, after: Registry) => (before === after ? null : { registry: after });

function registerAdd(registry: Command): void {
  withKeys(registry.command("add"))
    .argument("<zip>", "a released package, with its signatures beside it")
    .requiredOption("--policy <file>", "trust policy that the package must meet")
    .requiredOption("--merge-sha <sha>", "commit that the release's tag names")
    .option("--bundle <file>", "signatures (default: <zip>.sigstore.jsonl)")
    .option("--assets <url>", "folder of the release's files (default: the GitHub release <name>@<version>)")
    .description("enter a released version that the registry lacks, after verifying it as a bench would")
    .action(
      runVerb(async (call) => {
        const { makeAddition } = await import("./make-addition.ts");
        const { change, done } = await makeAddition(String(call.args[0]), call.options);
        return applyChange(call, change, done);
      }),
    );
}

/** `plugsmith registry add|disable|remove|revoke`: what becomes of a version, by a person's hand. */
export function registerWrites(registry: Command): void {
  registerAdd(registry);
  withVersion(registry, "disable")
    .description("offer a version to nobody who does not run it already; its history stays trusted")
    .action(
      runVerb(async (call) => {
        const { disableVersion } = await import("@plugsmith/registry");
        const { name, version, at } = fixWord(call);
        const message = `Disable ${name} ${version}`;
        const decide: RegistryChange["decide"] = ({ registry: before }) =>
          keepSame(before, disableVersion(before, { name, version }, at));
        return applyChange(call, { message, decide }, `${name} ${version} is disabled.`);
      }),
    );
  withVersion(registry, "remove")
    .requiredOption("--reason <text>", "why, for people")
    .description("take a version out of the index for ever; its number can never be published again")
    .action(
      runVerb(async (call) => {
        const { removeVersion } = await import("@plugsmith/registry");
        const { name, version, at } = fixWord(call);
        const wish = { name, version, reason: String(call.options["reason"]) };
        const decide: RegistryChange["decide"] = ({ registry: before }) =>
          keepSame(before, removeVersion(before, wish, at));
        return applyChange(call, { message: `Remove ${name} ${version}`, decide }, `${name} ${version} is removed.`);
      }),
    );
  withVersion(registry, "revoke")
    .option("--reason <text>", "why, for people (not needed for what is revoked already)")
    .option("--by <id:login>", "approver on whose word; two of them, or one with --suspend", collect)
    .option("--suspend", "for now; benches stop it all the same")
    .description("stop a version on every bench; with people's keys at hand the permanent list is signed too")
    .action(
      runVerb(async (call) => {
        const { planRevocation } = await import("./plan-revocation.ts");
        const { options } = call;
        const word = fixWord(call);
        const wish = {
          ...word,
          reason: options["reason"] as string | undefined,
          by: ((options["by"] ?? []) as string[]).map(parsePerson),
          suspend: options["suspend"] === true,
        };
        const state = wish.suspend ? "suspended" : "revoked";
        const message = `Mark ${word.name} ${word.version} as ${state}`;
        const decide: RegistryChange["decide"] = ({ registry: before, reviewers }) => ({
          registry: planRevocation(before, reviewers, wish),
        });
        return applyChange(call, { message, decide }, `${word.name} ${word.version} is ${state}.`);
      }),
    );
}
