import { execFileSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";

export const projectRoot = join(import.meta.dirname, "../..");

/** Files of the project that git tracks or would track, as slash-separated paths from the root. */
export function listProjectFiles(): string[] {
  const listed = execFileSync("git", ["ls-files", "-z", "--cached", "--others", "--exclude-standard"], {
    cwd: projectRoot,
    encoding: "utf8",
    maxBuffer: 64 * 1024 * 1024,
  });
  return listed.split("\0").filter((file) => file !== "" && existsSync(join(projectRoot, file)));
}

const notOurs = /(^|\/)(generated|fixtures|packs|dist|node_modules)\//;

/** TypeScript that people write: no generated code, fixtures or template packs. */
export function listSources(): string[] {
  return listProjectFiles().filter((file) => file.endsWith(".ts") && !notOurs.test(file));
}

export function readProjectFile(file: string): string {
  return readFileSync(join(projectRoot, file), "utf8");
}

export const isTest = (file: string) => file.endsWith(".test.ts");

/** Tests, and what only tests use: doubles, their surfaces and folders. */
export const isTestBed = (file: string) => isTest(file) || /(^|\/)testing(\.ts$|\/)|(^|\/)fake-[^/]*\.ts$/.test(file);
