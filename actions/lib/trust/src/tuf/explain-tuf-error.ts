import { type ErrorCode, ForgeError } from "@plugsmith/schemas";
import { Metadata, MetadataKind } from "@tufjs/models";
import { LengthOrHashMismatchError, UnsignedMetadataError } from "@tufjs/models/dist/error.js";
import { BadVersionError, ExpiredMetadataError, RepositoryError } from "tuf-js/dist/error.js";
import { findRetiredSignature } from "./retired-keys.ts";
import type { RetiredKeys } from "./tuf-ports.ts";

export interface RefusedMetadata {
  /** Role whose metadata were refused: root, timestamp, snapshot, targets or a delegated one. */
  readonly role: string;
  readonly bytes: Uint8Array;
  readonly retired: RetiredKeys;
}

const hints: Partial<Record<ErrorCode, string>> = {
  registry_unsigned: "Nothing of it is used. Ask who can write the branch forge/registry.",
  registry_key_retired:
    "Nothing of it is used. Somebody holds a key that was taken out of use; treat the branch as attacked.",
  registry_frozen: "Nothing new is loaded. Run the workflow forge-registry, and check this machine's clock.",
  registry_mixed: "Look again: a write may have happened meanwhile. If it stays so, the branch was edited by hand.",
  registry_rollback: "Nothing new is loaded until the registry moves on. Ask who writes the branch forge/registry.",
  registry_fast_forward: "Nothing of it is used. Rotate the key of this role with `plugsmith registry rotate`.",
  registry_invalid: "Look at the newest commits of the branch forge/registry.",
};

/** A refusal with its standing hint. */
export function refuseTuf(
  code: ErrorCode,
  message: string,
  facts: Readonly<Record<string, string | number>> = {},
  cause?: unknown,
): never {
  throw new ForgeError(code, { message, hint: hints[code] ?? "Nothing of it is used.", facts, cause });
}

const kindOf = (role: string): MetadataKind =>
  Object.values(MetadataKind).find((kind) => kind === role) ?? MetadataKind.Targets;

function findThief({ role, bytes, retired }: RefusedMetadata): string | undefined {
  try {
    const data: unknown = JSON.parse(Buffer.from(bytes).toString("utf8"));
    return findRetiredSignature(
      retired,
      role,
      Metadata.fromJSON(kindOf(role) as never, data as never) as Metadata<never>,
    );
  } catch {
    return undefined;
  }
}

function decideCode(error: unknown, refused: RefusedMetadata): ErrorCode {
  if (error instanceof UnsignedMetadataError) return findThief(refused) ? "registry_key_retired" : "registry_unsigned";
  if (error instanceof ExpiredMetadataError) return "registry_frozen";
  if (error instanceof LengthOrHashMismatchError) return "registry_mixed";
  const isTop = refused.role === "timestamp" || refused.role === "snapshot" || refused.role === "root";
  if (error instanceof BadVersionError) return isTop ? "registry_rollback" : "registry_mixed";
  if (error instanceof RepositoryError) return isTop ? "registry_rollback" : "registry_mixed";
  return "registry_invalid";
}

/** Throws tuf-js's refusal as one of ours; which attack it is follows from the kind of error and the role. */
export function explainTufError(error: unknown, refused: RefusedMetadata): never {
  if (error instanceof ForgeError) throw error;
  const why = error instanceof Error ? error.message : String(error);
  const { role } = refused;
  refuseTuf(decideCode(error, refused), `The registry's ${role} metadata are refused: ${why}.`, { role }, error);
}
