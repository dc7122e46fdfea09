import type { ArchiveAttack } from "./archive-attack.ts";
import { entryAttacks } from "./entry-attacks.ts";
import { layoutAttacks } from "./layout-attacks.ts";
import { nameAttacks } from "./name-attacks.ts";

/** Archives that the gate must refuse, each with the rule that must stop it; every rule but one has some. */
export const archiveAttacks: readonly ArchiveAttack[] = [...nameAttacks, ...entryAttacks, ...layoutAttacks];
