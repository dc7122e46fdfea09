import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";

/**
 * A folder with what ships and, over it, the tests that drive it: `files` by path where they are known, else the plugin's
 * own. The driver meets the staged files, never the sources they were made from. `remove` is for the end.
 */
export function applyOverlay(
  stage: string,
  pluginDir: string,
  driver: string,
  files: ReadonlyMap<string, string> | null,
): { folder: string; remove: () => void } {
  const folder = mkdtempSync(join(tmpdir(), "plugsmith-contract-"));
  const tests = dirname(driver);
  cpSync(stage, folder, { recursive: true });
  rmSync(join(folder, tests), { recursive: true, force: true });
  if (files === null) cpSync(join(pluginDir, tests), join(folder, tests), { recursive: true });
  for (const [path, content] of files ?? []) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), content);
  }
  return { folder, remove: () => rmSync(folder, { recursive: true, force: true }) };
}
