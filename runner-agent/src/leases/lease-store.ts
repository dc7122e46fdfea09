import { readFileSync } from "node:fs";
import { writeAtomically } from "../store/atomic-file-store.ts";
import type { HeldLease } from "./lease-book.ts";

/** A lease as it lies on disk; `proof` is the SHA-256 of the token that opens it. */
export type StoredLease = HeldLease & { readonly proof: string };

export interface LeaseStore {
  /** What the last agent left; nothing when the file is missing or broken: leases end by themselves anyway. */
  read(): readonly StoredLease[];
  write(leases: readonly StoredLease[]): void;
}

const isStored = (value: unknown): value is StoredLease => {
  const { id, proof, subject, holder, reason, until, want } = (value ?? {}) as Partial<StoredLease>;
  return (
    [id, proof, subject, holder, reason].every((text) => typeof text === "string") &&
    typeof until === "number" &&
    typeof want === "object" &&
    want !== null
  );
};

/** Leases that are kept without a connection, in one file of the state folder, so that a restart takes them from nobody. */
export function createLeaseStore(path: string, log: (message: string) => void): LeaseStore {
  return {
    read() {
      try {
        const value: unknown = JSON.parse(readFileSync(path, "utf8"));
        return Array.isArray(value) ? value.filter(isStored) : [];
      } catch {
        return [];
      }
    },
    write(leases) {
      try {
        writeAtomically(path, `${JSON.stringify(leases)}\n`);
      } catch (error) {
        log(`the leases could not be written: ${(error as Error).message}`);
      }
    },
  };
}
