const maxLines = 20_000;
/** Pairs of equal lines that the comparison may have to look at: two texts of 1,000 closing brackets have a million. */
const maxPairs = 2_000_000;

/** May these lines be compared? The comparison looks at every pair of equal lines, and a branch holds whatever somebody pushes. */
export function isComparable(a: readonly string[], b: readonly string[]): boolean {
  if (a.length > maxLines || b.length > maxLines) return false;
  const counts = new Map<string, number>();
  for (const line of a) counts.set(line, (counts.get(line) ?? 0) + 1);
  let pairs = 0;
  for (const line of b) pairs += counts.get(line) ?? 0;
  return pairs <= maxPairs;
}
