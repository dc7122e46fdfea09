import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync } from "node:fs";
import { join } from "node:path";
import { writeAtomically } from "../store/atomic-file-store.ts";
import type { DsseEnvelope } from "./dsse.ts";

export interface Outbox {
  /** The next sequence number; it was never given before, also not before a kill. */
  nextSequence(): number;
  add(sequence: number, envelope: DsseEnvelope): void;
  oldest(): { readonly sequence: number; readonly envelope: DsseEnvelope } | undefined;
  remove(sequence: number): void;
  /** Puts an event aside that the bot will never take. */
  refuse(sequence: number): void;
  size(): number;
}

const maxPending = 5_000;
const nameOf = (sequence: number) => `${String(sequence).padStart(12, "0")}.json`;

/** stateDir/outbox: one file per event, in order; beyond 5,000 the oldest are put aside. */
export function createOutbox(folder: string): Outbox {
  mkdirSync(join(folder, "refused"), { recursive: true, mode: 0o700 });
  const counter = join(folder, "sequence");
  const list = () =>
    readdirSync(folder)
      .filter((name) => /^[0-9]{12}\.json$/.test(name))
      .map((name) => Number.parseInt(name, 10))
      .sort((a, b) => a - b);
  const pending = list();
  let last = Math.max(readCounter(counter), pending.at(-1) ?? 0);
  const take = (sequence: number) => {
    const index = pending.indexOf(sequence);
    if (index >= 0) pending.splice(index, 1);
  };
  const refuse = (sequence: number) => {
    renameSync(join(folder, nameOf(sequence)), join(folder, "refused", nameOf(sequence)));
    take(sequence);
  };
  return {
    nextSequence() {
      last += 1;
      writeAtomically(counter, `${last}\n`);
      return last;
    },
    add(sequence, envelope) {
      writeAtomically(join(folder, nameOf(sequence)), JSON.stringify(envelope));
      pending.push(sequence);
      if (pending.length > maxPending && pending[0] !== undefined) refuse(pending[0]);
    },
    oldest() {
      for (;;) {
        const sequence = pending[0];
        if (sequence === undefined) return undefined;
        try {
          const envelope = JSON.parse(readFileSync(join(folder, nameOf(sequence)), "utf8")) as DsseEnvelope;
          return { sequence, envelope };
        } catch {
          take(sequence);
        }
      }
    },
    remove(sequence) {
      rmSync(join(folder, nameOf(sequence)), { force: true });
      take(sequence);
    },
    refuse,
    size: () => pending.length,
  };
}

function readCounter(path: string): number {
  try {
    return Number.parseInt(readFileSync(path, "utf8"), 10) || 0;
  } catch {
    return 0;
  }
}
