import { cpSync, existsSync, mkdirSync, renameSync, rmSync } from "node:fs";
import { join } from "node:path";
import type { ForgeError } from "@plugsmith/schemas";
import { applyInstaller } from "./apply-installer.ts";

/** Packages with a lockfile of their own, which are installed where they are needed first. */
export interface LockedParts {
  /** Folder with package.json, package-lock.json and .npmrc. */
  readonly sources: string;
  /** Files of that folder that belong beside what is installed. */
  readonly programs?: readonly string[];
  /** Absolute; a name of its own for each state of the sources. */
  readonly folder: string;
  readonly timeoutMs: number;
  /** Told once, before anything is fetched. */
  readonly begin: () => void;
  /** Makes something of the packages before anybody uses them, in a folder that is not finished yet. Answers why it cannot, or nothing. */
  readonly complete?: (partial: string) => Promise<string>;
  /** What people are told when it fails. */
  readonly refuse: (why: string) => ForgeError;
}

const npm = ["npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund"] as const;

/**
 * Installs parts on first use. No install script of a package runs; a folder that is not finished is never used, and of two
 * installations at once the first to end stays. @throws ForgeError as `refuse` makes it.
 */
export async function applyLockedParts(parts: LockedParts): Promise<void> {
  const { sources, programs = [], folder, timeoutMs, begin, complete, refuse } = parts;
  if (existsSync(folder)) return;
  begin();
  const partial = `${folder}.partial-${process.pid}`;
  try {
    mkdirSync(partial, { recursive: true });
    const files = ["package.json", "package-lock.json", ".npmrc", ...programs];
    for (const name of files) cpSync(join(sources, name), join(partial, name));
    const trouble = (await applyInstaller(npm, { cwd: partial, timeoutMs })) || ((await complete?.(partial)) ?? "");
    if (trouble !== "") throw refuse(trouble);
    if (!existsSync(folder)) renameSync(partial, folder);
  } finally {
    rmSync(partial, { recursive: true, force: true });
  }
}
