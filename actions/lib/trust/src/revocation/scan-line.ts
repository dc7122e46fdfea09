/** A raw HTML tag of a line, in order. */
export interface SeenTag {
  readonly name: string;
  readonly opens: boolean;
}

export interface ScannedLine {
  readonly tags: readonly SeenTag[];
  /** Something that begins here may end on a later line of the paragraph: code, a tag, a comment, a link's title. */
  readonly open: boolean;
  /** Markdown and browsers may read the rest of the text differently from here on. */
  readonly lost: boolean;
}

/** Does a later line of the paragraph hold this text, or, for a number, a run of exactly so many backticks? */
export type HasLater = (closer: string | number) => boolean;

const backticks = /`+/gu;
const backticksHere = /`+/uy;
const closingTag = /<\/([A-Za-z][A-Za-z0-9-]*)\s*>/uy;
const openingTag =
  /<([A-Za-z][A-Za-z0-9-]*)(?:\s+[A-Za-z_:][\w.:-]*(?:\s*=\s*(?:[^\s"'=<>`]+|'[^']*'|"[^"]*"))?)*\s*\/?>/uy;
// What HTML parsers of browsers take for a tag although Markdown does not.
const brokenTag = /<([A-Za-z][A-Za-z0-9-]*)(?=[\s/>]|$)/uy;
// In an HTML block any letter begins a tag, and its name goes on to the next blank, slash or angle.
const anyRawTag = /<([A-Za-z][^\s/>]*)/uy;
// Browsers take these for comments that end with the next angle, whatever stands between.
const bogusComment = /^<(?:!(?![A-Za-z-])|\/(?![A-Za-z]))/u;
const plainLink = /\]\((?:[^()"'\\<>]|\\[^<])*\)|\]\([^()"'\\<>]*\s(?:"[^"\\]*"|'[^'\\]*')\s*\)/uy;
const plainLabel = /!?\[[^[\]\\`<]*\]/uy;
/** Answers where the next run of exactly `length` backticks after a place ends; asked from left to right. */
function listRuns(line: string): (length: number, after: number) => number | null {
  const starts = new Map<number, number[]>();
  for (const match of line.matchAll(backticks)) {
    const { length } = match[0];
    const known = starts.get(length);
    if (known) known.push(match.index);
    else starts.set(length, [match.index]);
  }
  const passed = new Map<number, number>();
  return (length, after) => {
    const known = starts.get(length) ?? [];
    let index = passed.get(length) ?? 0;
    while (index < known.length && (known[index] ?? 0) < after) index += 1;
    passed.set(length, index);
    const start = known[index];
    return start === undefined ? null : start + length;
  };
}

function matchAt(pattern: RegExp, line: string, at: number): RegExpExecArray | null {
  pattern.lastIndex = at;
  return pattern.exec(line);
}

/** Every opening tag that any reading of a line could find in it. */
export function scanEveryTag(line: string): ScannedLine {
  const tags = Array.from(line.matchAll(/<([A-Za-z][A-Za-z0-9-]*)/gu), ([, name = ""]) => ({
    name: name.toLowerCase(),
    opens: true,
  }));
  return { tags, open: false, lost: false };
}

/**
 * Reads the inline constructs of one line of a paragraph from left to right, as CommonMark does: escapes, code spans, raw
 * HTML, destinations and titles of links. Linear in the length of the line. With `rawHtml` only tags are seen: in HTML
 * blocks nothing is escaped and nothing is code.
 */
export function scanLine(line: string, hasLater: HasLater, rawHtml = false): ScannedLine {
  const findRun = listRuns(line);
  const lastAngle = line.lastIndexOf(">");
  const lastParenthesis = line.lastIndexOf(")");
  const missing = new Set<string>();
  const tags: SeenTag[] = [];
  let open = false;
  let lost = false;
  // After something unclosed a closing tag may be part of it and closes nothing for certain.
  const close = (name: string) => (open ? 0 : tags.push({ name: name.toLowerCase(), opens: false }));
  const begin = (name: string) => tags.push({ name: name.toLowerCase(), opens: true });

  function scanTag(at: number): number {
    lost ||= rawHtml && bogusComment.test(line.slice(at, at + 3));
    if (line.startsWith("<?", at) || line.startsWith("<![CDATA[", at)) {
      lost = true;
      return line.length;
    }
    const comment = line.startsWith("<!--", at);
    if (comment || /^<![A-Za-z]/u.test(line.slice(at, at + 3))) {
      if (/^<!--?-?>/u.test(line.slice(at, at + 6))) return line.indexOf(">", at) + 1;
      const end = comment ? "-->" : ">";
      const found = missing.has(end) ? -1 : line.indexOf(end, at + 3);
      if (found >= 0) return found + end.length;
      missing.add(end);
      open ||= hasLater(end);
      // In an HTML block nothing but its end mark ends it, not even the end of the block.
      lost ||= rawHtml;
      return at + 2;
    }
    const closing = matchAt(closingTag, line, at);
    if (closing) close(closing[1] ?? "");
    const opening = closing ?? matchAt(openingTag, line, at);
    if (!closing && opening) begin(opening[1] ?? "");
    if (opening) return at + opening[0].length;
    const broken = matchAt(rawHtml ? anyRawTag : brokenTag, line, at);
    if (broken) begin(broken[1] ?? "");
    // The value of an attribute may go on over everything below, and what looks like the next tag may belong to this one.
    lost ||= rawHtml && broken !== null && (lastAngle < at || /["'<]/u.test(line.slice(at + 1)));
    if (broken || line[at + 1] === "/") open ||= lastAngle > at || hasLater(">");
    return at + 1;
  }

  function scanLabel(at: number): number {
    const link = line.startsWith("](", at);
    const match = matchAt(link ? plainLink : plainLabel, line, link ? at : at + (line[at] === "]" ? 1 : 0));
    if (match) return link ? at + match[0].length : at + 1;
    const closer = link ? ")" : "]";
    open ||= (link && lastParenthesis > at) || hasLater(closer);
    return at + 2;
  }

  for (let at = 0; at < line.length; ) {
    const character = line[at];
    if (rawHtml && character !== "<") at += 1;
    else if (character === "\\") at += 2;
    else if (character === "~") {
      // What is struck out may end on a later line.
      open ||= hasLater("~");
      at += 1;
    } else if (character === "`") {
      const rest = matchAt(backticksHere, line, at)?.[0].length ?? 1;
      const end = findRun(rest, at + rest);
      if (end === null) open ||= hasLater(rest);
      at = end ?? at + rest;
    } else if (character === "<") at = scanTag(at);
    else if (line.startsWith("](", at) || line.startsWith("![", at) || line.startsWith("][", at)) at = scanLabel(at);
    else at += 1;
  }
  return { tags, open, lost };
}
