import type { TufSigner } from "@plugsmith/registry/tuf";
import { ForgeError } from "@plugsmith/schemas";
import { readInputFile } from "../read-input-file.ts";
import { askPassphrase } from "./ask-passphrase.ts";
import { openRegistryKey } from "./registry-key.ts";

/** Shorter ones are guessed on a machine that reads the stick. */
const shortest = 16;

/** Lines of the passphrase file; none without a file. @throws ForgeError `input_invalid` for one that is too short. */
export async function readPassphrases(file: unknown): Promise<readonly string[]> {
  if (typeof file !== "string") return [];
  const text = (await readInputFile(file, "The passphrase file", 64 * 1024)).toString("utf8");
  const lines = text.split(/\r?\n/u).filter((line) => line !== "");
  if (lines.length > 0 && lines.every((line) => line.length >= shortest)) return lines;
  throw new ForgeError("input_invalid", {
    message: `${file} must hold one passphrase a line, each of at least ${shortest} characters.`,
  });
}

/** Signers of key files; on a terminal a person is asked for passphrases that are not given. */
export async function readKeys(files: readonly string[], passphrases: readonly string[]): Promise<TufSigner[]> {
  const ask = process.stdin.isTTY && process.stderr.isTTY ? askPassphrase : null;
  const signers: TufSigner[] = [];
  // One after the other: a person answers one question at a time.
  for (const file of files) {
    const pem = (await readInputFile(file, "The key", 64 * 1024)).toString("utf8");
    signers.push(await openRegistryKey(file, pem, passphrases, ask));
  }
  return signers;
}

/** The job's or person's online key out of the environment; none where it is not set. */
export async function readOnlineKey(): Promise<readonly TufSigner[]> {
  const pem = process.env["PLUGSMITH_REGISTRY_KEY"] ?? "";
  if (pem.trim() === "") return [];
  const { parseSigners } = await import("@plugsmith/registry/tuf");
  return parseSigners(pem);
}
