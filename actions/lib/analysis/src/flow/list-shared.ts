import type { Scope, Written } from "../fold/scope.ts";

/** Names of files' own level by name: what is written to each, in files in which `isOpen`. */
export function indexShared(
  tops: Iterable<Scope>,
  isOpen: (key: string) => boolean,
): ReadonlyMap<string, readonly Written[]> {
  const shared = new Map<string, Written[]>();
  for (const top of tops) {
    for (const [key, { values, appended }] of top.writes) {
      if (!isOpen(key)) continue;
      const known = shared.get(key) ?? [];
      shared.set(key, known);
      const line = (written: Written) => ({ ...written, from: { path: top.path, line: written.tree.line } });
      known.push(...values.map(line), ...appended.map(line));
    }
  }
  return shared;
}
