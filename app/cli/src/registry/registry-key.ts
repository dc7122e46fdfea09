import { createPrivateKey, createPublicKey, generateKeyPairSync, type KeyObject, randomInt } from "node:crypto";
import { makeKeySigner, type TufSigner } from "@plugsmith/registry/tuf";
import { ForgeError } from "@plugsmith/schemas";

export interface MadeKey {
  /** PKCS#8 PEM, encrypted (AES-256-CBC) where a passphrase was given; openssl reads it. */
  readonly pem: string;
  readonly signer: TufSigner;
}

/** A new Ed25519 key. @param passphrase null: not encrypted, for a machine's secret. */
export function makeRegistryKey(passphrase: string | null): MadeKey {
  const { privateKey, publicKey } = generateKeyPairSync("ed25519");
  const lock = passphrase === null ? {} : { cipher: "aes-256-cbc", passphrase };
  const pem = privateKey.export({ type: "pkcs8", format: "pem", ...lock }).toString();
  return { pem, signer: makeKeySigner(privateKey, publicKey) };
}

/** Letters and digits that nobody takes for another on paper. */
const alphabet = "abcdefghjkmnpqrstuvwxyz23456789";

/** Twenty-five characters of chance in five groups, about 123 bits: no count of iterations has to protect it. */
export const makePassphrase = (): string =>
  Array.from({ length: 5 }, () => Array.from({ length: 5 }, () => alphabet[randomInt(alphabet.length)]).join("")).join(
    "-",
  );

const isLocked = (pem: string) => pem.includes("BEGIN ENCRYPTED PRIVATE KEY");

function tryOpen(pem: string, passphrase: string): KeyObject | undefined {
  try {
    return createPrivateKey({ key: pem, passphrase });
  } catch {
    // A wrong passphrase and a broken file look the same; either way the next one is tried.
    return undefined;
  }
}

/** Witnesses stand around whoever types from paper: one slip must not send everybody back to the start. */
const mostTries = 5;

async function askFor(file: string, pem: string, ask: (question: string) => Promise<string>) {
  for (let tries = mostTries; tries > 0; tries -= 1) {
    const again = tries === mostTries ? "" : `That does not open it; ${tries} more ${tries === 1 ? "try" : "tries"}. `;
    const answer = (await ask(`${again}Passphrase of ${file}: `)).trim();
    const key = tryOpen(pem, answer) ?? tryOpen(pem, answer.toLowerCase());
    if (key) return key;
  }
  return undefined;
}

/**
 * The signer of a key file.
 * @param passphrases tried in turn. @param ask the last resort, for a person; null where nobody can be asked.
 * @throws ForgeError `signing_key_invalid`, never with a part of key or passphrase.
 */
export async function openRegistryKey(
  file: string,
  pem: string,
  passphrases: readonly string[],
  ask: ((question: string) => Promise<string>) | null,
): Promise<TufSigner> {
  const refuse = (why: string, hint: string): never => {
    throw new ForgeError("signing_key_invalid", { message: `${file} ${why}.`, hint });
  };
  let key: KeyObject | undefined;
  if (isLocked(pem)) {
    for (const passphrase of passphrases) key ??= tryOpen(pem, passphrase);
    if (!key && ask) key = await askFor(file, pem, ask);
  } else key = tryOpen(pem, "");
  if (!key)
    return isLocked(pem)
      ? refuse(
          "opens with none of the passphrases",
          ask
            ? "Its passphrase was shown once, when it was made, to be written on paper. Is this the stick that you mean?"
            : "Give it by --passphrase-file, one a line, or run this on a terminal.",
        )
      : refuse("is no private key in PEM (PKCS#8)", "Make one with `plugsmith registry key --out <file>`.");
  try {
    return makeKeySigner(key, createPublicKey(key));
  } catch {
    return refuse("is neither Ed25519 nor ECDSA P-256", "Make one with `plugsmith registry key --out <file>`.");
  }
}
