import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { shippedPacks } from "../read-pack.ts";
import type { ParityFacts } from "./parity-facts.ts";

/** What was seen of every pack (docs/parity.json, made by generate-parity.ts); empty where Plugsmith came without it. */
export async function readParity(): Promise<readonly ParityFacts[]> {
  try {
    return JSON.parse(await readFile(join(shippedPacks(), "../../docs/parity.json"), "utf8")) as ParityFacts[];
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return [];
    throw error;
  }
}
