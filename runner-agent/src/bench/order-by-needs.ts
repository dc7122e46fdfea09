/**
 * The same names, each after those it needs, otherwise in their order. Names that need each other keep their order: one of them
 * has to be first.
 */
export function orderByNeeds(
  names: readonly string[],
  needsOf: (name: string) => readonly string[],
): readonly string[] {
  const known = new Set(names);
  const ordered = new Set<string>();
  const open = new Set<string>();
  const place = (name: string) => {
    if (!known.has(name) || ordered.has(name) || open.has(name)) return;
    open.add(name);
    for (const need of needsOf(name)) place(need);
    open.delete(name);
    ordered.add(name);
  };
  for (const name of names) place(name);
  return [...ordered];
}
