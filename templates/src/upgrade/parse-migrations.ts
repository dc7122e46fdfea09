import { ForgeError } from "@plugsmith/schemas";
import { parsePackMigration } from "@plugsmith/schemas/template-packs";
import { compareVersions } from "./compare-versions.ts";
import type { Migration } from "./migration.ts";

const fileName = /^(?<number>[0-9]{4})-[a-z0-9]+(?:-[a-z0-9]+)*\.yml$/;
const invalid = (message: string) => new ForgeError("pack_invalid", { message });

/**
 * The migrations of a pack from its files (name below migrations/ → parsed YAML), in order: numbered from 1 without a gap, each
 * leading to the version of the one before it or a later one, none beyond the pack's own. Throws `pack_invalid`.
 */
export function parseMigrations(files: ReadonlyMap<string, unknown>, packVersion: string): readonly Migration[] {
  const migrations = [...files]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, value], index): Migration => {
      const number = Number(fileName.exec(name)?.groups?.["number"] ?? 0);
      const wanted = String(index + 1).padStart(4, "0");
      if (number !== index + 1) throw invalid(`migrations/${name} should be named ${wanted}-some-words.yml.`);
      const parsed = parsePackMigration(value);
      if (!parsed.ok)
        throw invalid(`migrations/${name}: ${parsed.issues.map((one) => `${one.path} ${one.message}`).join("; ")}.`);
      return { ...parsed.value, number };
    });
  for (const [index, { number, to }] of migrations.entries()) {
    const before = migrations[index - 1];
    if (before && compareVersions(to, before.to) < 0)
      throw invalid(`Migration ${number} leads to ${to}, which is older than what the one before it leads to.`);
    if (compareVersions(to, packVersion) > 0)
      throw invalid(`Migration ${number} leads to ${to}, but pack.yml has version ${packVersion}.`);
  }
  return migrations;
}
