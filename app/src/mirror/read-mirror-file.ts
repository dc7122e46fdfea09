import type { RepositoryMirror } from "./repository-mirror.ts";

/** One text file of a commit, or null when it is missing, no regular file, or larger than `maxBytes`. */
export async function readMirrorFile(
  mirror: RepositoryMirror,
  commit: string,
  path: string,
  maxBytes = 4 * 1024 * 1024,
): Promise<string | null> {
  const file = (await mirror.listFiles(commit, path)).find((entry) => entry.path === path);
  if (!file?.mode.startsWith("100")) return null;
  const [bytes] = await mirror.readBlobs([file.sha]);
  return bytes && bytes.byteLength <= maxBytes ? new TextDecoder().decode(bytes) : null;
}
