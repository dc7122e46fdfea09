/** Oldest Node that strips types without a flag and has what the rooms use; see package.json of the project. */
export const oldestNode = "24.15.0";

/** A message for people when this Node is too old, or nothing. */
export function checkNodeVersion(version: string): string | undefined {
  const [major = 0, minor = 0] = version.replace(/^v/, "").split(".").map(Number);
  const [wantMajor = 0, wantMinor = 0] = oldestNode.split(".").map(Number);
  if (major > wantMajor || (major === wantMajor && minor >= wantMinor)) return undefined;
  return [
    `Plugsmith needs Node ${oldestNode} or newer; this is ${version}.`,
    "The project brings its own on Linux: run `npm ci`, then start through npm (for example `npm run plugsmith -- version`).",
  ].join("\n");
}
