import { ForgeError } from "@plugsmith/schemas";
import { tufFolder } from "@plugsmith/trust";

import type { RegistryBranch } from "../registry-store.ts";
import type { RootSigned, SnapshotSigned, TargetsSigned, TimestampSigned, TufTree } from "./tuf-tree.ts";

function refuse(file: string, cause?: unknown): never {
  throw new ForgeError("registry_invalid", {
    message: `The registry's ${tufFolder}/${file} is missing or cannot be read.`,
    hint: "Look at the newest commits of the branch forge/registry.",
    cause,
  });
}

/** Our own earlier writing; whether clients accept what follows from it is checked before it is pushed. */
async function readSigned<T>(branch: RegistryBranch, file: string): Promise<T> {
  const text = await branch.readFile(`${tufFolder}/${file}`);
  if (text === null) return refuse(file);
  try {
    return (JSON.parse(text) as { signed: T }).signed;
  } catch (error) {
    return refuse(file, error);
  }
}

/** The newest root's file name, null where the registry has no TUF metadata. */
export async function findNewestRoot(branch: RegistryBranch): Promise<string | null> {
  const versions = (await branch.listFolder(tufFolder))
    .map((name) => Number(/^([1-9]\d{0,8})\.root\.json$/u.exec(name)?.[1] ?? 0))
    .filter((version) => version > 0);
  return versions.length === 0 ? null : `${Math.max(...versions)}.root.json`;
}

/**
 * The tree with `targets`, `plugins` and the roles that `wanted` chooses from all names.
 * @returns null where the registry has no TUF metadata yet. @throws ForgeError `registry_invalid`.
 */
export async function gatherTree(
  branch: RegistryBranch,
  wanted: (role: string, roles: Readonly<Record<string, TargetsSigned>>) => boolean,
): Promise<TufTree | null> {
  const newest = await findNewestRoot(branch);
  if (newest === null) return null;
  const root = await readSigned<RootSigned>(branch, newest);
  const timestamp = await readSigned<TimestampSigned>(branch, "timestamp.json");
  const { version } = timestamp.meta["snapshot.json"];
  const snapshot = await readSigned<SnapshotSigned>(branch, `${version}.snapshot.json`);
  const readRole = (name: string) =>
    readSigned<TargetsSigned>(branch, `${snapshot.meta[`${name}.json`]?.version}.${name}.json`);
  const first = { targets: await readRole("targets"), plugins: await readRole("plugins") };
  const names = Object.keys(snapshot.meta).map((file) => file.replace(/\.json$/u, ""));
  const roles: Record<string, TargetsSigned> = { ...first };
  for (const name of names) if (!(name in first) && wanted(name, first)) roles[name] = await readRole(name);
  return { root, timestamp, snapshot, roles };
}
