import { existsSync } from "node:fs";
import { readdir } from "node:fs/promises";
import { dirname, join } from "node:path";
import { ForgeError, toForgeError } from "@plugsmith/schemas";
import { parseTemplatePack } from "@plugsmith/schemas/template-packs";
import { load } from "js-yaml";
import { compileSource } from "./compile-source.ts";
import type { Pack, Words } from "./pack.ts";
import { digestFiles, readFolder } from "./read-folder.ts";
import { parseMigrations } from "./upgrade/parse-migrations.ts";

const utf8 = new TextDecoder("utf-8", { fatal: true });
const invalid = (message: string, cause?: unknown) => new ForgeError("pack_invalid", { message, cause });

function parseYaml(path: string, bytes: Uint8Array): unknown {
  try {
    return load(utf8.decode(bytes), { maxAliases: 0, maxDepth: 20, filename: path });
  } catch (cause) {
    throw invalid(`${path} is no YAML that a pack may hold: ${cause instanceof Error ? cause.message : ""}`, cause);
  }
}

function parseWords(path: string, bytes: Uint8Array): Words {
  const value = parseYaml(path, bytes);
  if (typeof value !== "object" || value === null || Array.isArray(value)) throw invalid(`${path} holds no words.`);
  const entries = Object.entries(value);
  const bad = entries.find(([, text]) => typeof text !== "string");
  if (bad) throw invalid(`${path}: ${bad[0]} is no text.`);
  return Object.fromEntries(entries) as Words;
}

function checkWords(words: ReadonlyMap<string, Words>, locales: readonly string[]): void {
  const first = Object.keys(words.get(locales[0] ?? "") ?? {});
  for (const locale of locales) {
    const keys = new Set(Object.keys(words.get(locale) ?? {}));
    const missing = first.filter((key) => !keys.delete(key));
    if (missing.length > 0 || keys.size > 0)
      throw invalid(
        `locales/${locale} misses ${missing.join(", ") || "nothing"} and adds ${[...keys].join(", ") || "nothing"}.`,
      );
  }
}

/** Reads one pack: `pack.yml`, `files/`, `locales/<locale>.yml`, `migrations/<number>-<words>.yml`. Throws `pack_invalid` with what is wrong. */
export async function readPack(folder: string): Promise<Pack> {
  const files = readFolder(folder);
  const yaml = files.get("pack.yml");
  if (yaml === undefined) throw invalid("The folder holds no pack.yml.");
  const parsed = parseTemplatePack(parseYaml("pack.yml", yaml));
  if (!parsed.ok) throw invalid(`pack.yml: ${parsed.issues.map((one) => `${one.path} ${one.message}`).join("; ")}.`);
  const definition = parsed.value;
  const templates = new Map<string, string>();
  const words = new Map<string, Words>(definition.locales.map((locale) => [locale, {}]));
  const migrations = new Map<string, unknown>();
  for (const [path, bytes] of files) {
    const [top, name = ""] = [path.split("/")[0], path.slice(path.indexOf("/") + 1)];
    if (top === "files") templates.set(name, utf8.decode(bytes));
    if (top === "migrations") migrations.set(name, parseYaml(path, bytes));
    if (top === "locales") words.set(name.replace(/\.(yml|json)$/, ""), parseWords(path, bytes));
  }
  checkWords(words, definition.locales);
  const used = new Set(definition.files.map((file) => file.template));
  for (const template of used) if (!templates.has(template)) throw invalid(`files/${template} does not exist.`);
  for (const template of templates.keys())
    if (!used.has(template)) throw invalid(`files/${template} is not in pack.yml.`);
  const steps = parseMigrations(migrations, definition.version);
  return { definition, digest: digestFiles(files), templates, words, migrations: steps, compile: compileSource };
}

/**
 * The packs that Plugsmith ships, found above this file (or above a bundle made of it), sorted by name.
 * With `onBroken` an invalid pack is told and left out, so that it stops none of the others; without, it is thrown.
 */
export async function readPacks(
  folder: string = shippedPacks(),
  onBroken?: (name: string, error: ForgeError) => void,
): Promise<Pack[]> {
  const entries = await readdir(folder, { withFileTypes: true });
  const names = entries.filter((entry) => entry.isDirectory()).map((entry) => entry.name);
  const packs = await Promise.all(
    names.sort().map(async (name) => {
      try {
        return [await readPack(join(folder, name))];
      } catch (error) {
        const { code, message } = toForgeError(error);
        if (!onBroken) throw new ForgeError(code, { message: `Pack ${name}: ${message}`, cause: error });
        onBroken(name, toForgeError(error));
        return [];
      }
    }),
  );
  return packs.flat();
}

/** Folder of the packs that Plugsmith brings. Throws `pack_invalid` where they are missing. */
export function shippedPacks(): string {
  for (let folder = import.meta.dirname; folder !== dirname(folder); folder = dirname(folder)) {
    const packs = join(folder, "templates", "packs");
    if (existsSync(packs)) return packs;
  }
  throw invalid("The template packs of Plugsmith are not beside its code.");
}
