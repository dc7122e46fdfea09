import { globSync } from "node:fs";
import config from "../../vitest.config.ts";
import { projectRoot } from "./run-program.ts";

/** Test files on disk, by the patterns of vitest.config.ts but found without vitest: the other half of "it saw them all". */
export function listTestFiles(folders: readonly string[]): string[] {
  const patterns = (config.test?.include ?? []).flatMap((pattern) => [pattern]);
  return globSync(patterns, { cwd: projectRoot, exclude: (path) => /(^|\/)(node_modules|dist|\.cache)$/.test(path) })
    .filter((file) => folders.some((folder) => file.startsWith(folder)))
    .sort();
}
