import { globSync } from "node:fs";
import { projectRoot } from "./run-program.ts";

/** Every test file on disk below the folders, whatever vitest.config.ts includes: the other half of "it saw them all". */
export function listTestFiles(folders: readonly string[]): string[] {
  const exclude = (path: string) => /(^|\/)(node_modules|dist|\.cache)$/.test(path);
  return globSync("{*,.github}/**/*.test.ts", { cwd: projectRoot, exclude })
    .filter((file) => folders.some((folder) => file.startsWith(folder)))
    .sort();
}
