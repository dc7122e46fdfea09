import type { MirrorFile, RepositoryMirror } from "./repository-mirror.ts";

/** Objects kept; when there are more, all are read again. Plugins have some 30 files. */
const maxKept = 2000;
/** Larger blobs are read at each use. */
const maxKeptBytes = 64 * 1024;

/**
 * A mirror that reads each commit's listing and each small blob once: git names them by their content, so they cannot
 * change. It saves the start of a git process for each.
 */
export function rememberObjects<Mirror extends RepositoryMirror>(mirror: Mirror): Mirror {
  const listings = new Map<string, Promise<readonly MirrorFile[]>>();
  const blobs = new Map<string, Uint8Array>();
  const ancestors = new Set<string>();
  return {
    ...mirror,
    listFiles(commit, path) {
      const key = `${commit} ${path}`;
      const known = listings.get(key);
      if (known) return known;
      if (listings.size >= maxKept) listings.clear();
      const listing = mirror.listFiles(commit, path);
      listings.set(key, listing);
      // What failed may succeed after the next fetch.
      listing.catch(() => listings.delete(key));
      return listing;
    },
    async contains(commit, ancestor) {
      const key = `${commit} ${ancestor}`;
      if (ancestors.has(key)) return true;
      const answer = await mirror.contains(commit, ancestor);
      if (ancestors.size >= maxKept) ancestors.clear();
      // No is no answer for good: the commit may not have been fetched yet.
      if (answer) ancestors.add(key);
      return answer;
    },
    async readBlobs(shas) {
      const found = new Map(shas.flatMap((sha) => (blobs.has(sha) ? [[sha, blobs.get(sha) as Uint8Array]] : [])));
      const missing = [...new Set(shas)].filter((sha) => !found.has(sha));
      const read = await mirror.readBlobs(missing);
      if (blobs.size + read.length > maxKept) blobs.clear();
      for (const [index, sha] of missing.entries()) {
        const blob = read[index] as Uint8Array;
        found.set(sha, blob);
        // A copy: git's answer is one buffer for all, and would be kept whole.
        if (blob.byteLength <= maxKeptBytes) blobs.set(sha, Uint8Array.from(blob));
      }
      return shas.map((sha) => found.get(sha) as Uint8Array);
    },
  };
}
