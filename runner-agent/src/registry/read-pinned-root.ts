import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { type BenchConfig, ForgeError } from "@plugsmith/schemas";
import type { TufTransport } from "@plugsmith/trust/tuf";

/** The root that a person has told this bench. */
export interface PinnedRoot {
  /** `sha256:` of the root's bytes. */
  readonly pin: string;
  /** Its text; without a file it is read from the branch and must have the pinned digest. */
  readRoot(transport: TufTransport): Promise<string>;
}

const maxBytes = 512 * 1024;
const digestOf = (bytes: Uint8Array) => `sha256:${createHash("sha256").update(bytes).digest("hex")}`;

function refuse(message: string, hint: string, cause?: unknown): never {
  throw new ForgeError("registry_root_mismatch", { message, hint, cause });
}

const everyFirst = "Compare the digest with what the forge's people read out when they made the registry.";

/**
 * @returns null where nothing is pinned.
 * @throws ForgeError `bench_config_invalid` for a file that cannot be read, `registry_root_mismatch` where file and digest differ.
 */
export function readPinnedRoot({ root, rootDigest }: BenchConfig["registry"]): PinnedRoot | null {
  if (root !== undefined) {
    let bytes: Buffer;
    try {
      bytes = readFileSync(root);
    } catch (cause) {
      throw new ForgeError("bench_config_invalid", {
        message: `registry.root ${root} cannot be read.`,
        hint: "It is the file forge.root.json that `plugsmith registry init` has written.",
        cause,
      });
    }
    const pin = digestOf(bytes);
    if (rootDigest !== undefined && rootDigest !== pin)
      refuse(`registry.root is ${pin}, and registry.rootDigest says ${rootDigest}.`, everyFirst);
    return { pin, readRoot: async () => bytes.toString("utf8") };
  }
  if (rootDigest === undefined) return null;
  return {
    pin: rootDigest,
    async readRoot(transport) {
      const bytes = await transport.read("1.root.json", maxBytes);
      if (bytes === null)
        return refuse(
          "The registry is not signed, and this bench is told its root.",
          "Ask who writes the branch forge/registry.",
        );
      const found = digestOf(bytes);
      if (found !== rootDigest) return refuse(`The registry's first root is ${found}, not ${rootDigest}.`, everyFirst);
      return Buffer.from(bytes).toString("utf8");
    },
  };
}
