import { existsSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";
import { type Pack, readPack, readPacks, selectPack, shippedPacks } from "@plugsmith/templates";
import { readCompiledPack } from "@plugsmith/templates/render";
import { findCompileFolder } from "./compile-cache.mjs";

/**
 * The pack of a platform. It has the platform's name as a rule, so that the others need not be read, and is taken as an earlier
 * start compiled it, where this user has a folder that nobody else writes to. Throws `pack_unknown`, `pack_invalid`.
 */
export async function readPackFor(cms: string): Promise<Pack> {
  const folder = join(shippedPacks(), cms);
  if (!/^[a-z]+$/.test(cms) || !existsSync(folder)) return selectPack(await readPacks(), cms);
  const cacheHome = process.env["XDG_CACHE_HOME"];
  const compiled = findCompileFolder({ uid: process.getuid?.(), cacheHome, home: homedir() });
  const pack =
    compiled === undefined ? await readPack(folder) : await readCompiledPack(folder, join(compiled, "packs"));
  return selectPack([pack], cms);
}
