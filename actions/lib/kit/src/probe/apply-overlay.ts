import { cpSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";

/**
 * A folder with what ships and, over it, the tests that drive it: the driver meets the staged files, never the sources
 * they were made from. `remove` is for the end.
 */
export function applyOverlay(stage: string, pluginDir: string, driver: string): { folder: string; remove: () => void } {
  const folder = mkdtempSync(join(tmpdir(), "plugsmith-contract-"));
  const tests = dirname(driver);
  cpSync(stage, folder, { recursive: true });
  cpSync(join(pluginDir, tests), join(folder, tests), { recursive: true });
  return { folder, remove: () => rmSync(folder, { recursive: true, force: true }) };
}
