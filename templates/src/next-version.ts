import { ForgeError } from "@plugsmith/schemas";

export type Change = "patch" | "minor" | "major";

/**
 * The version after `current`: 1.0.0 for a new plugin (`current` undefined); a pre-release becomes its own release when
 * the change asks for no more than that. Throws `manifest_invalid` when `current` is no semantic version.
 */
export function nextVersion(current: string | undefined, change: Change = "minor"): string {
  if (current === undefined) return "1.0.0";
  const match = /^(\d{1,9})\.(\d{1,9})\.(\d{1,9})(-.+)?$/.exec(current);
  if (match === null)
    throw new ForgeError("manifest_invalid", {
      message: `The published version ${JSON.stringify(current)} is no semantic version.`,
    });
  const [major, minor, patch] = match.slice(1, 4).map(Number) as [number, number, number];
  const unreleased = match[4] !== undefined;
  switch (change) {
    case "major":
      return unreleased && minor === 0 && patch === 0 ? `${major}.0.0` : `${major + 1}.0.0`;
    case "minor":
      return unreleased && patch === 0 ? `${major}.${minor}.0` : `${major}.${minor + 1}.0`;
    case "patch":
      return unreleased ? `${major}.${minor}.${patch}` : `${major}.${minor}.${patch + 1}`;
  }
}
