import type { ArchiveReason } from "../archive/archive-rules.ts";
import { makeZip, type ZipEnd, type ZipParts } from "./make-zip.ts";

/** An archive that must not get through the gate, and the rule that must stop it. */
export interface ArchiveAttack {
  readonly rule: ArchiveReason;
  readonly title: string;
  readonly zip: Buffer;
}

/** An entry `name` with a harmless text, and whatever is given. */
export const makeFile = (name: string | Buffer, given: Partial<ZipParts> = {}): ZipParts => ({
  name,
  data: "hello\n",
  ...given,
});

export const makeAttack = (
  rule: ArchiveReason,
  title: string,
  entries: readonly ZipParts[],
  end: ZipEnd = {},
): ArchiveAttack => ({ rule, title, zip: makeZip(entries, end) });
