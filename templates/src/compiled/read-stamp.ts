import { lstatSync, readdirSync } from "node:fs";
import { join } from "node:path";

/**
 * What tells one state of a folder's files from another without reading them: paths, sizes, times of change and inodes, as
 * Python and make go by. Whoever keeps all four in place of an edit is believed; digests are for what leaves the machine.
 */
export function readStamp(folder: string): string {
  const entries = readdirSync(folder, { recursive: true }) as string[];
  return entries
    .sort()
    .map((name) => {
      const { size, mtimeMs, ctimeMs, ino } = lstatSync(join(folder, name));
      return `${name} ${size} ${mtimeMs} ${ctimeMs} ${ino}`;
    })
    .join("\n");
}
