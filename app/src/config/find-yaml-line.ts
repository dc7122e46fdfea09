const keyLine = /^(?<indent> *)(?:- +)?(?<key>[^\s:#]+) *:/u;
const itemLine = /^(?<indent> *)- /u;

/**
 * Line (from 1) of a dotted path in block-style YAML; the line of the deepest part that is found. Good enough to point a
 * person at the place; a flow-style mapping is pointed at as a whole.
 */
export function findYamlLine(text: string, path: string): number {
  const lines = text.split("\n");
  let at = -1;
  let indent = -1;
  for (const part of path.split(".").filter(Boolean)) {
    const isIndex = /^\d+$/u.test(part);
    let count = -1;
    let inner = -1;
    let found = -1;
    for (let index = isIndex ? at + 1 : indent === -1 ? 0 : at; index < lines.length; index += 1) {
      const line = lines[index] ?? "";
      if (line.trim() === "" || line.trim().startsWith("#")) continue;
      const column = line.length - line.trimStart().length;
      if (index > at && column <= indent && !(isIndex && column === indent && itemLine.test(line))) break;
      if (isIndex) {
        if (!itemLine.test(line) || (inner !== -1 && column !== inner)) continue;
        inner = column;
        count += 1;
        if (count === Number(part)) found = index;
      } else if (keyLine.exec(line)?.groups?.["key"] === part && (index !== at || indent !== column)) found = index;
      if (found !== -1) {
        indent = column;
        break;
      }
    }
    if (found === -1) break;
    at = found;
  }
  return Math.max(at, 0) + 1;
}
