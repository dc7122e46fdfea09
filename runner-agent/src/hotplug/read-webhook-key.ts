import { readFileSync, statSync } from "node:fs";
import { ForgeError } from "@plugsmith/schemas";

const shortest = 32;

/**
 * The shared key in a file, read anew each time so that it can be rotated. `whsec_<base64>` is decoded, other text is
 * taken as it is. @throws ForgeError `bench_config_invalid`: unreadable, readable by others, or too short.
 */
export function readWebhookKey(path: string): Uint8Array {
  let text: string;
  try {
    if ((statSync(path).mode & 0o077) !== 0) throw new Error("others can read it (chmod 600)");
    text = readFileSync(path, "utf8").trim();
    if (text.length < shortest) throw new Error(`it has fewer than ${shortest} characters`);
  } catch (cause) {
    throw new ForgeError("bench_config_invalid", {
      message: `The webhook key ${path} cannot be used: ${(cause as Error).message}`,
      hint: "openssl rand -hex 32 > webhook.key; chmod 600 webhook.key",
      cause,
    });
  }
  const encoded = /^whsec_([A-Za-z0-9+/=]+)$/.exec(text)?.[1];
  return encoded === undefined ? Buffer.from(text) : Buffer.from(encoded, "base64");
}
