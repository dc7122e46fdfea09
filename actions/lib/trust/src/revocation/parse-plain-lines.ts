const fence = /^ {0,3}(`{3,}|~{3,})/u;
const quote = /^ {0,3}>/u;
const rawOpen = /<(pre|code|script|style|textarea|blockquote)\b[^>]*>/giu;

/** Blanks everything between the marks, keeping line ends, so that line numbers and neighbours stay. */
const blank = (text: string) => text.replace(/[^\n]/gu, " ");

/** Raw HTML that GitHub renders as code or quotation; an element that is never closed reaches to the end. */
function blankHtml(text: string): string {
  const open = rawOpen.exec(text);
  rawOpen.lastIndex = 0;
  if (!open?.[1]) return text;
  const end = text.toLowerCase().indexOf(`</${open[1].toLowerCase()}`, open.index);
  const stop = end === -1 ? text.length : end;
  return text.slice(0, open.index) + blank(text.slice(open.index, stop)) + blankHtml(text.slice(stop));
}

/** Code spans may run over the lines of a paragraph: `a⏎b`. */
function blankSpans(paragraph: string): string {
  return paragraph.replace(/(?<!`)(`+)(?!`)[\s\S]*?(?<!`)\1(?!`)/gu, blank);
}

/** Fenced code and block quotes, with the lines that lazily continue a quote. */
function blankBlocks(text: string): string {
  let open: string | null = null;
  let quoted = false;
  return text
    .split("\n")
    .map((line) => {
      const mark = fence.exec(line)?.[1];
      if (open !== null) {
        if (mark?.startsWith(open) && line.trim() === mark) open = null;
        return "";
      }
      if (line.trim() === "") {
        quoted = false;
        return "";
      }
      if (quote.test(line)) quoted = true;
      if (quoted) return " ";
      if (mark) {
        open = mark;
        return "";
      }
      return line;
    })
    .join("\n");
}

/**
 * The lines of a Markdown comment that are its author's own plain words: outside block quotes, code (fenced, indented or
 * inline) and HTML comments. What cannot be told apart for certain is dropped.
 */
export function parsePlainLines(body: string): string[] {
  const text = body.replace(/\r\n?/gu, "\n").replace(/<!--[\s\S]*?(?:-->|$)/gu, blank);
  const paragraphs = blankHtml(blankBlocks(text)).split(/\n[ \t]*\n/u);
  return paragraphs
    .map(blankSpans)
    .join("\n\n")
    .split("\n")
    .filter((line) => line !== "" && !/^\s/u.test(line));
}
