import { readFileSync } from "node:fs";
import { ForgeError } from "@plugsmith/schemas";

/** The token in a file, read anew each time so that it can be rotated; undefined without a file. Never logged. */
export function readTokenFile(path: string | undefined): string | undefined {
  if (path === undefined) return undefined;
  try {
    return readFileSync(path, "utf8").trim() || undefined;
  } catch (cause) {
    throw new ForgeError("bench_config_invalid", { message: `registry.tokenFile ${path} cannot be read.`, cause });
  }
}
