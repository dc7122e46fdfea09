import { readFileSync } from "node:fs";
import { ForgeError } from "@plugsmith/schemas";
import type { SignedTrust } from "@plugsmith/trust";
import type { TufState } from "@plugsmith/trust/tuf";
import { writeAtomically } from "../store/atomic-file-store.ts";

/** stateDir/registry-trust.json: what was accepted of the signed registry. Losing it loses the protection against rollback. */
export interface RegistryTrust {
  readonly schemaVersion: 1;
  /** SHA-256 of the root that a person has pinned; another pin starts anew. */
  readonly pin: string;
  readonly state: TufState;
  readonly rootVersion?: number;
  /** When the registry signed its newest accepted word, and when that word ends. */
  readonly signedAt?: string;
  readonly expiresAt?: string;
  /** What people have signed about who signs packages, as the newest accepted look has found it. */
  readonly signedTrust?: SignedTrust;
}

export interface RegistryTrustStore {
  /** undefined: nothing was ever accepted here. */
  read(): RegistryTrust | undefined;
  write(trust: RegistryTrust): void;
}

/** @throws ForgeError `bench_config_invalid` from `read` for a file that is there and cannot be read: forgetting it must be knowing. */
export function createRegistryTrustStore(path: string): RegistryTrustStore {
  let known: RegistryTrust | undefined;
  return {
    read() {
      if (known) return known;
      let text: string;
      try {
        text = readFileSync(path, "utf8");
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code === "ENOENT") return undefined;
        throw error;
      }
      try {
        const trust = JSON.parse(text) as RegistryTrust;
        if (trust.schemaVersion !== 1 || typeof trust.pin !== "string" || typeof trust.state.root !== "string")
          throw new Error("it is not of schema version 1");
        known = trust;
        return trust;
      } catch (cause) {
        throw new ForgeError("bench_config_invalid", {
          message: `${path} cannot be read: ${(cause as Error).message}.`,
          hint: "It holds what this bench has accepted of the signed registry. Restore it, or move it away knowingly to start from the pinned root.",
          cause,
        });
      }
    },
    write(trust) {
      writeAtomically(path, `${JSON.stringify(trust)}\n`);
      known = trust;
    },
  };
}
