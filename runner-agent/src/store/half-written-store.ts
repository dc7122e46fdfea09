import { readdirSync, rmSync } from "node:fs";
import { join } from "node:path";

/** Names that writeAtomically and the plugins' files give to what is not whole yet; no plugin can give or read them. */
const halfWritten = /\.\d+\.tmp$|\.~\d+-\d+$/;

function clear(folder: string, deep: boolean): void {
  let entries: ReturnType<typeof list>;
  try {
    entries = list(folder);
  } catch {
    return;
  }
  for (const entry of entries) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) {
      if (deep) clear(path, true);
    } else if (halfWritten.test(entry.name)) rmSync(path, { force: true });
  }
}
const list = (folder: string) => readdirSync(folder, { withFileTypes: true });

/** Removes what a killed agent had begun to write. For the holder of the folder's lock, before it writes anything. */
export function removeHalfWritten(stateDir: string): void {
  clear(stateDir, false);
  clear(join(stateDir, "outbox"), false);
  clear(join(stateDir, "data"), true);
}
