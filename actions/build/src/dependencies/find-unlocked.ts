import { isObject } from "./parse-json-object.ts";

const names = (value: unknown): string[] => (isObject(value) ? Object.keys(value) : []);

/** Packages that a package.json wants at run time; empty for what is no package.json. */
export function listWanted(packageJson: string): string[] {
  try {
    const value: unknown = JSON.parse(packageJson);
    return isObject(value) ? names(value["dependencies"]) : [];
  } catch {
    return [];
  }
}

/** Packages that a composer.json wants besides PHP and its extensions. */
export function listRequired(composerJson: string): string[] {
  try {
    const value: unknown = JSON.parse(composerJson);
    return isObject(value) ? names(value["require"]).filter((name) => name.includes("/")) : [];
  } catch {
    return [];
  }
}
