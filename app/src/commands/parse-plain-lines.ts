const fence = /^ {0,3}(?<marks>`{3,}|~{3,})/u;
const hidingTags = /<(\/?)(details|pre|code|blockquote|script|style|textarea|template|svg)\b[^>]*>/giu;
const blank = (text: string) => text.replace(/[^\n]/gu, " ");

/** Raw HTML that hides, quotes or shows as code, to its closing tag; an element that is never closed reaches to the end. */
function blankHtml(text: string): string {
  let depth = 0;
  let from = 0;
  let result = text;
  for (const tag of text.matchAll(hidingTags)) {
    if (tag[1] === "" && depth++ === 0) from = tag.index;
    else if (tag[1] === "/" && depth > 0 && --depth === 0) {
      const end = tag.index + tag[0].length;
      result = result.slice(0, from) + blank(result.slice(from, end)) + result.slice(end);
    }
  }
  return depth > 0 ? result.slice(0, from) + blank(result.slice(from)) : result;
}

/** Fenced code and block quotes, with the lines that lazily continue a quote. */
function blankBlocks(text: string): string {
  let open: string | null = null;
  let quoted = false;
  const lines = text.split("\n").map((line) => {
    const marks = fence.exec(line)?.groups?.["marks"];
    if (open !== null) {
      if (marks?.startsWith(open) && line.trim() === marks) open = null;
      return "";
    }
    if (line.trim() === "") quoted = false;
    else if (/^ {0,3}>/u.test(line)) quoted = true;
    if (quoted) return " ";
    if (marks !== undefined) {
      open = marks;
      return "";
    }
    return line;
  });
  return lines.join("\n");
}

/** Code spans may run over the lines of a paragraph. */
const blankSpans = (paragraph: string) => paragraph.replace(/(?<!`)(`+)(?!`)[\s\S]*?(?<!`)\1(?!`)/gu, blank);

/**
 * The lines of a comment that are its author's own plain words and start at the margin: outside quotes, code (fenced,
 * indented, inline), HTML comments and folded details. What cannot be told apart for certain is dropped.
 */
export function parsePlainLines(body: string): string[] {
  const text = body.replace(/\r\n?/gu, "\n").replace(/<!--[\s\S]*?(?:-->|$)/gu, blank);
  return blankHtml(blankBlocks(text))
    .split(/\n[ \t]*\n/u)
    .map(blankSpans)
    .join("\n")
    .split("\n")
    .filter((line) => line !== "" && !/^\s/u.test(line))
    .map((line) => line.trimEnd());
}
