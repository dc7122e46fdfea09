const usesLine = /^\s*(?:-\s*)?["']?uses["']?\s*:\s*(.+?)\s*$/gm;
const local = /^["']?(\.\/|\$\/)/;
const pinned = /^["']?[\w.-]+\/[\w./-]+@[0-9a-f]{40}["']?\s+#\s*v?\d/;

/** `uses:` lines of a workflow or action that are neither of this repository nor pinned by full commit with a version comment. */
export function findUnpinned(yaml: string): string[] {
  return [...yaml.matchAll(usesLine)]
    .map(([, value = ""]) => value)
    .filter((value) => !local.test(value) && !pinned.test(value));
}
