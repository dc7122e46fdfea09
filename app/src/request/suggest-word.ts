/** Edits (insert, delete, replace, swap neighbours) between two short words. */
function countEdits(a: string, b: string): number {
  const rows: number[][] = [Array.from({ length: b.length + 1 }, (_, index) => index)];
  for (let i = 1; i <= a.length; i += 1) {
    const row = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const above = rows[i - 1] as number[];
      let edits = Math.min(
        (above[j] as number) + 1,
        (row[j - 1] as number) + 1,
        (above[j - 1] as number) + (a[i - 1] === b[j - 1] ? 0 : 1),
      );
      if (a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
        edits = Math.min(edits, ((rows[i - 2] as number[])[j - 2] as number) + 1);
      row.push(edits);
    }
    rows.push(row);
  }
  return (rows[a.length] as number[])[b.length] as number;
}

/** The known word that was most likely meant, or undefined: at most a third of its letters wrong, never more than three. */
export function suggestWord(written: string, known: readonly string[]): string | undefined {
  const word = written.toLowerCase();
  // The distance of long texts is nobody's typing error, and costs time.
  if (word.length > 40) return undefined;
  const best = known
    .map((candidate) => ({ candidate, edits: countEdits(word, candidate.toLowerCase()) }))
    .sort((a, b) => a.edits - b.edits)[0];
  if (!best) return undefined;
  return best.edits <= Math.min(3, Math.ceil(best.candidate.length / 3)) ? best.candidate : undefined;
}
