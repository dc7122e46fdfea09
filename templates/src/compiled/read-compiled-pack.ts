import { mkdirSync, renameSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import { pathToFileURL } from "node:url";
import type { Pack } from "../pack.ts";
import { readStamp } from "./read-stamp.ts";

/** Raised when what a compiled pack holds, or the engine that its functions ask for help, changes. */
const compiledForm = 1;

/**
 * A pack as `readPack` reads it, faster where `cacheFolder` has it as its files are now: read, checked and compiled by an earlier
 * process. Code from that folder runs unchecked, so nobody but this user may be able to write to it.
 */
export async function readCompiledPack(folder: string, cacheFolder: string): Promise<Pack> {
  const stamp = `${folder}\n${readStamp(folder)}`;
  const path = join(cacheFolder, `pack-${basename(folder)}-${compiledForm}.mjs`);
  try {
    const known = (await import(pathToFileURL(path).href)) as Pack & { readonly stamp: string };
    if (known.stamp === stamp) return known;
  } catch {
    // Not there yet, or not whole: it is written below.
  }
  // Everything that parses and checks is loaded only here.
  const [{ readPack }, { renderCompiledPack }] = await Promise.all([
    import("../read-pack.ts"),
    import("./render-compiled-pack.ts"),
  ]);
  const pack = await readPack(folder);
  mkdirSync(cacheFolder, { recursive: true, mode: 0o700 });
  const fresh = `${path}.${process.pid}`;
  writeFileSync(fresh, renderCompiledPack(pack, stamp), { mode: 0o600 });
  renameSync(fresh, path);
  return pack;
}
