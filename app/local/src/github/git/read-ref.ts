import { readFileSync } from "node:fs";
import { join } from "node:path";

/** The object name in a loose ref of a bare repository, or undefined when there is none. */
export function readRef(directory: string, ref: string): string | undefined {
  try {
    return readFileSync(join(directory, ref), "utf8").trim();
  } catch {
    return undefined;
  }
}
