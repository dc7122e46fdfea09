const keyStart = /^ *(?<key>[^\s:#]+) *:/u;
const itemStart = /^ *-(?=\s|$)/u;

/** Where a value was found. */
interface Place {
  /** Index of its line; -1: the document. */
  readonly line: number;
  /** Of its key or dash, from 0; what belongs to it stands further right. */
  readonly column: number;
  readonly isItem: boolean;
}

const columnOf = (line: string) => line.length - line.trimStart().length;
const isBlank = (line: string) => line.trim() === "" || line.trim().startsWith("#");

/** A key of the mapping at a place, among the mapping's own keys: what is deeper belongs to something else. */
function findKey(lines: readonly string[], from: Place, wanted: string): Place | null {
  let inner = -1;
  for (let index = from.isItem ? from.line : from.line + 1; index < lines.length; index += 1) {
    // The first key of an entry may stand behind its dash.
    const isOwn = index === from.line;
    const line = isOwn ? (lines[index] ?? "").replace(itemStart, (dash) => " ".repeat(dash.length)) : lines[index];
    if (line === undefined || isBlank(line)) continue;
    const column = columnOf(line);
    if (column <= from.column) break;
    if (inner === -1) inner = column;
    if (column === inner && keyStart.exec(line)?.groups?.["key"] === wanted)
      return { line: index, column, isItem: false };
  }
  return null;
}

/** An entry of the list at a place, counted from 0. A key's list may begin in the key's own column. */
function findItem(lines: readonly string[], from: Place, wanted: number): Place | null {
  let inner = -1;
  let count = 0;
  for (let index = from.line + 1; index < lines.length; index += 1) {
    const line = lines[index] ?? "";
    if (isBlank(line)) continue;
    const column = columnOf(line);
    const isItem = itemStart.test(line);
    if (column < from.column || (column === from.column && (!isItem || from.isItem))) break;
    if (!isItem || (inner !== -1 && column !== inner)) continue;
    inner = column;
    if (count === wanted) return { line: index, column, isItem: true };
    count += 1;
  }
  return null;
}

/**
 * Line (from 1) of a dotted path in block-style YAML; the line of the deepest part that is found. Good enough to point a
 * person at the place; a flow-style mapping is pointed at as a whole.
 */
export function findYamlLine(text: string, path: string): number {
  const lines = text.split("\n");
  let place: Place = { line: -1, column: -1, isItem: false };
  for (const part of path.split(".").filter(Boolean)) {
    const found = /^\d+$/u.test(part) ? findItem(lines, place, Number(part)) : findKey(lines, place, part);
    if (found === null) break;
    place = found;
  }
  return Math.max(place.line, 0) + 1;
}
