import type { PackMigration } from "@plugsmith/schemas";

/** One file of a pack's migrations/, by its number from 1 on. */
export interface Migration extends PackMigration {
  readonly number: number;
}

export type MigrationStep = PackMigration["steps"][number];
