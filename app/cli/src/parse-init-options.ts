import { ForgeError } from "@plugsmith/schemas";
import type { InitOptions, InitPerson } from "./init/index.ts";

type Options = Readonly<Record<string, unknown>>;

const text = (options: Options, name: string) => (typeof options[name] === "string" ? options[name] : undefined);

/** `id:login`, both from GitHub (`gh api users/<login> --jq .id`). Throws `wrong_usage`. */
export function parsePerson(word: string): InitPerson {
  const match = /^([1-9][0-9]{0,14}):([A-Za-z0-9][A-Za-z0-9-]{0,38})$/.exec(word);
  if (match) return { id: Number(match[1]), login: match[2] ?? "" };
  throw new ForgeError("wrong_usage", {
    message: `${word} is no person.`,
    hint: "Write the numeric id and the login, for example 583231:octocat. Logins change hands; ids do not.",
  });
}

/** owner/name of a git remote's address, or nothing. */
export function parseRemote(address: string): string | undefined {
  return /[:/]([A-Za-z0-9][A-Za-z0-9-]*\/[A-Za-z0-9._-]+?)(?:\.git)?\/?$/.exec(address.trim())?.[1];
}

/** A forge whose mode could not sign is not begun. */
function parseSigning(options: Options, keys: readonly string[]): NonNullable<InitOptions["signing"]> {
  const mode = (text(options, "signing") ?? "keyless-public") as NonNullable<InitOptions["signing"]>["mode"];
  if (mode === "pkcs11" || mode === "vault")
    throw new ForgeError("wrong_usage", {
      message: `init cannot write the parts of mode ${mode}.`,
      hint: "Begin with another mode, then write signing: of forge.yml as docs/signing.md shows.",
    });
  if ((mode === "key") === keys.length > 0) return { mode, ...(keys.length > 0 ? { keys } : {}) };
  throw new ForgeError("wrong_usage", {
    message: mode === "key" ? "Mode key needs the public key." : `Mode ${mode} takes no --signing-key.`,
    hint: "Name the file of the public half with --signing-key; docs/signing.md tells how to make a pair.",
  });
}

/** What init must know, from the words of the command line. Throws `wrong_usage` for what is missing. */
export function parseInitOptions(
  options: Options,
  remote: string | undefined,
  signingKeys: readonly string[] = [],
): InitOptions {
  const repository = text(options, "repository") ?? remote;
  if (repository === undefined)
    throw new ForgeError("wrong_usage", {
      message: "Which repository becomes a forge?",
      hint: "Name it with --repository owner/name, or run this in a clone of it.",
    });
  const people = ((options["approver"] as string[] | undefined) ?? []).map(parsePerson);
  const team = text(options, "approverTeam");
  const version = text(options, "plugsmithVersion");
  return {
    repository,
    plugsmithRepository: text(options, "plugsmith") ?? "",
    plugsmithSha: text(options, "plugsmithSha") ?? "",
    ...(version === undefined ? {} : { plugsmithVersion: version }),
    approvers: team === undefined ? { users: people } : { team },
    reviewers: people,
    signing: parseSigning(options, signingKeys),
    requestsFrom: (text(options, "requestsFrom") ?? "collaborators") as NonNullable<InitOptions["requestsFrom"]>,
    bot: (text(options, "bot") ?? "app") as NonNullable<InitOptions["bot"]>,
  };
}
