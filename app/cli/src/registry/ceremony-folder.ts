import { mkdir, writeFile } from "node:fs/promises";
import { basename, dirname, join, resolve } from "node:path";
import type { TufSigner } from "@plugsmith/registry/tuf";
import { ForgeError } from "@plugsmith/schemas";
import { makePassphrase, makeRegistryKey } from "./registry-key.ts";

export interface HeldKey {
  /** Where its private half is; undefined where the file was given by name before. */
  readonly file: string;
  readonly signer: TufSigner;
  /** A new key's passphrase that only paper keeps; undefined where a person chose it. */
  readonly shown?: string;
}

/** Folder for new keys beside a clone: in it, somebody would commit them one day. */
export const chooseKeyFolder = (out: unknown, dir: unknown): string => {
  const clone = resolve(String(dir ?? "."));
  return typeof out === "string" ? resolve(out) : join(dirname(clone), `${basename(clone)}-registry-keys`);
};

/** Writes a file that must not exist. @throws ForgeError `input_invalid` rather than to replace a key. */
export async function writeNewFile(file: string, text: string, mode = 0o600): Promise<void> {
  try {
    await mkdir(dirname(file), { recursive: true, mode: 0o700 });
    await writeFile(file, text, { flag: "wx", mode });
  } catch (cause) {
    throw new ForgeError("input_invalid", {
      message: `${file} cannot be written: ${(cause as NodeJS.ErrnoException).code}.`,
      hint: "Plugsmith never replaces a key. Name another folder with --out.",
      cause,
    });
  }
}

/** A new key for a person, encrypted. @param passphrase undefined: one is made and must be shown. */
export async function makePersonKey(file: string, passphrase: string | undefined): Promise<HeldKey> {
  if (passphrase === undefined && !process.stderr.isTTY)
    throw new ForgeError("wrong_usage", {
      message: "A new key's passphrase is shown once, on a terminal only; here is none.",
      hint: "Run this on a terminal, or give --passphrase-file with one passphrase a line for each new key.",
    });
  const made = passphrase ?? makePassphrase();
  const { pem, signer } = makeRegistryKey(made);
  await writeNewFile(file, pem);
  return { file, signer, ...(passphrase === undefined ? { shown: made } : {}) };
}

/** A new key for machines: not encrypted, because it goes into a secret of GitHub and then away from here. */
export async function makeOnlineKey(file: string): Promise<HeldKey> {
  const { pem, signer } = makeRegistryKey(null);
  await writeNewFile(file, pem);
  return { file, signer };
}
