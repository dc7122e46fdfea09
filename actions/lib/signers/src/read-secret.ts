import { closeSync, fstatSync, openSync, readFileSync } from "node:fs";
import { ForgeError } from "@plugsmith/schemas";

const maximumBytes = 64 * 1024;

/** Reads through one descriptor, so that the file whose mode was checked is the file that is read. */
function readPrivateFile(path: string, name: string): string {
  let descriptor: number;
  try {
    descriptor = openSync(path, "r");
  } catch (error) {
    throw new ForgeError("secret_missing", {
      message: `The file that ${name}_FILE names cannot be opened (${(error as NodeJS.ErrnoException).code ?? "unknown"}).`,
      hint: "Check the path and that this user may read the file.",
    });
  }
  try {
    const stat = fstatSync(descriptor);
    if (!stat.isFile() || stat.size > maximumBytes)
      throw new ForgeError("secret_missing", { message: `${name}_FILE names no file of at most 64 KiB.` });
    // Windows has no such bits.
    if (process.platform !== "win32" && (stat.mode & 0o077) !== 0)
      throw new ForgeError("secret_exposed", {
        message: `The file that ${name}_FILE names can be read or changed by others.`,
        hint: "Take the rights away: chmod 600. If others could have read it, make a new secret.",
      });
    return readFileSync(descriptor, "utf8");
  } finally {
    closeSync(descriptor);
  }
}

/**
 * A secret from the environment variable `name`, or from the file that `<name>_FILE` names. The variables are taken out of
 * `environment`, so that no child process inherits them.
 * @returns the text without a last line break.
 * @throws ForgeError `secret_missing`, or `secret_exposed` for a file with loose rights. Never with the secret.
 */
export function readSecret(name: string, environment: NodeJS.ProcessEnv = process.env): string {
  const value = environment[name];
  const file = environment[`${name}_FILE`];
  delete environment[name];
  const text = value !== undefined && value !== "" ? value : file ? readPrivateFile(file, name) : "";
  const secret = text.replace(/\r?\n$/u, "");
  if (secret === "")
    throw new ForgeError("secret_missing", {
      message: `Signing needs ${name}.`,
      hint: `Set ${name}, or ${name}_FILE to a file that only this user may read. Arguments are never read: everybody sees them.`,
      facts: { name },
    });
  return secret;
}
