// biome-ignore lint/suspicious/noControlCharactersInRegex: colours are what it must step over
const colour = /\u001b\[[0-9;]*m/gu;
const reset = "\u001b[0m";

/** The first `columns` visible characters of a line; colours take no width, and none leaks out of a cut line. */
export function cutLine(line: string, columns: number): string {
  let shown = 0;
  let out = "";
  let last = 0;
  let coloured = false;
  const take = (text: string) => {
    for (const letter of text) {
      if (shown >= columns) return;
      out += letter;
      shown += 1;
    }
  };
  for (const match of line.matchAll(colour)) {
    take(line.slice(last, match.index));
    if (shown < columns) {
      out += match[0];
      coloured = true;
    }
    last = match.index + match[0].length;
  }
  take(line.slice(last));
  return coloured && out.length < line.length ? out + reset : out;
}

/** Lines that fit a screen; what does not is counted in the last one. */
export function fitFrame(lines: readonly string[], rows: number, columns: number): string[] {
  const fits = lines.length <= rows;
  const shown = fits ? lines : [...lines.slice(0, Math.max(0, rows - 1)), `… ${lines.length - rows + 1} more lines`];
  return shown.map((line) => cutLine(line, columns));
}
