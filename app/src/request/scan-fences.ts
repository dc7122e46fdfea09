/** A fenced code block of a Markdown text. */
export interface FencedBlock {
  /** First word after the marks, lower case; empty without one. */
  readonly language: string;
  readonly text: string;
  /** Line of the block's first line in the whole text, from 1. */
  readonly line: number;
  readonly closed: boolean;
}

export interface ScannedText {
  /** Every line with whether it stands in a fenced block; the fences themselves do. */
  readonly lines: readonly { readonly text: string; readonly fenced: boolean }[];
  readonly blocks: readonly FencedBlock[];
}

const opening = /^ {0,3}(?:`{3,}[^`]*|~{3,}(?:[^~].*)?)$/u;

/** Does this line close a block that `marks` opened? (CommonMark 0.31, 4.5.) */
function isClosing(line: string, marks: string): boolean {
  const bare = line.trim();
  const indent = line.length - line.trimStart().length;
  return indent <= 3 && bare.length >= marks.length && bare === marks.charAt(0).repeat(bare.length);
}

/** Tells code blocks from prose as GitHub does, so that nothing that is shown as code counts as a heading, and the other way round. */
export function scanFences(text: string): ScannedText {
  const lines: { text: string; fenced: boolean }[] = [];
  const blocks: FencedBlock[] = [];
  let open: { marks: string; language: string; first: number } | null = null;
  const all = text.split("\n");
  const end = (last: number, closed: boolean) => {
    if (open)
      blocks.push({
        language: open.language,
        text: all.slice(open.first, last).join("\n"),
        line: open.first + 1,
        closed,
      });
    open = null;
  };
  for (const [index, line] of all.entries()) {
    if (open) {
      lines.push({ text: line, fenced: true });
      if (isClosing(line, open.marks)) end(index, true);
      continue;
    }
    const fenced = opening.test(line);
    lines.push({ text: line, fenced });
    if (!fenced) continue;
    const bare = line.trim();
    const info = bare.replace(/^(?:`+|~+)/u, "");
    const marks = bare.slice(0, bare.length - info.length);
    open = { marks, language: info.trim().replace(/\s.*/u, "").toLowerCase(), first: index + 1 };
  }
  end(all.length, false);
  return { lines, blocks };
}
