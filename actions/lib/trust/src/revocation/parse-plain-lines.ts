import { type HasLater, type ScannedLine, scanEveryTag, scanLine } from "./scan-line.ts";

// This one and `markers` match any text.
const indentation = /^[ \t]*/u;
const fence = /^(?:`{3,}|~{3,})/u;
const markers = /^[ \t]*(?:(?:[-+*]|\d{1,9}[.)])(?:[ \t]+|$))*/u;
const farMarkers = /[ \t]{5}$/u;
const laterNumber = /^[ \t]*(?!0*1[.)])\d/u;
const simpleDefinition = /^\[(?:[^[\]\\]|\\.)+\]:[ \t]*(?![<"'(])\S+[ \t]*$/u;
const htmlStart = /^<(?:\/?[A-Za-z]|!)/u;
const autolink = /^<[A-Za-z][A-Za-z0-9+.-]*:/u;
/** Raw HTML that blank lines do not end: how it begins, and what the line that ends it holds. */
const rawBlocks = [
  { kind: "pre", start: /^<pre(?:[\s>]|$)/iu, end: /<\/(?:pre|script|style|textarea)>/iu },
  { kind: "raw", start: /^<(?:script|style|textarea)(?:[\s>]|$)/iu, end: /<\/(?:pre|script|style|textarea)>/iu },
  { kind: "comment", start: /^<!--/u, end: /-->/u },
  { kind: "comment", start: /^<![A-Za-z]/u, end: />/u },
] as const;
/**
 * Raw HTML that a quotation's end surely ends, as HTML parsers read it, or that hides nothing. Anything else may go on over
 * the end: formatting is opened again, a text element or a comment swallows it, an end tag ends the quotation early.
 */
const staysInQuote =
  /<(?:\/?(?:a|b|i|u|em|strong|sub|sup|ins|span|details|summary|kbd)|p|br|hr|img|div|ul|ol|li|h[1-6])(?![A-Za-z0-9-])[^<>"']*(?:(?:"[^"<>]*"|'[^'<>]*')[^<>"']*)*>|<https?:[^<>]*>/giu;
const anyTag = /<[A-Za-z!?/]/u;
/** Elements that fold, quote, strike out or show as code what they hold, or that GitHub takes away with it. */
const hidingElements = new Set(
  (
    "details summary blockquote q pre code kbd samp tt var xmp listing plaintext script style textarea template svg math " +
    "del s strike title iframe noembed noframes noscript object select option audio video canvas dialog"
  ).split(" "),
);

/** A closing tag of these in a paragraph closes none that began outside of it, so those of other lines stay open. */
const inlineElements = new Set("q kbd samp var del noscript option audio video canvas".split(" "));

/** Fenced code or raw HTML that goes on over blank lines. */
interface Block {
  readonly kind: "fence" | "pre" | "raw" | "comment";
  /** Characters that end a fence, at least. */
  readonly marks: string;
  readonly end: RegExp;
  /** Columns that lines need to stay in the list item where it stands; 0 outside of lists. */
  readonly indent: number;
}

interface Line {
  readonly text: string;
  /** Without indentation and markers of list items. */
  readonly core: string;
  readonly item: boolean;
  /** Columns before `core`. */
  readonly indent: number;
  /** The marker may also be text of a paragraph. */
  readonly uncertain: boolean;
  readonly hasLater: HasLater;
}

interface Reader {
  block: Block | null;
  /** Open elements, and on which line each began. */
  readonly elements: { readonly name: string; readonly line: number }[];
  line: number;
  /** Until the next blank line nothing counts: a quote may go on, or something that began earlier. */
  doubtful: boolean;
  /** Until then no closing tag is one for certain. */
  unclear: boolean;
  html: boolean;
  listSeen: boolean;
  itemBefore: boolean;
  definitionBefore: boolean;
  /** Nothing after this can be told for certain. */
  lost: boolean;
}

function countIndent(text: string): number {
  let columns = 0;
  for (const character of text) columns += character === "\t" ? 4 - (columns % 4) : 1;
  return columns;
}

/** The last line of each run length and of each closing text in the paragraph that begins at `start`, and where it ends. */
function indexClosers(lines: readonly string[], start: number) {
  const last = new Map<string | number, number>();
  let end = start;
  for (; end < lines.length && (lines[end] ?? "").trim() !== ""; end += 1) {
    const line = lines[end] ?? "";
    for (const run of line.matchAll(/`+/gu)) last.set(run[0].length, end);
    for (const closer of ["-->", ">", ")", "]", "]:", "~"]) if (line.includes(closer)) last.set(closer, end);
  }
  return { end, last };
}

/**
 * Keeps the list of open elements. The first reading sees every tag that any of them sees; a closing tag closes only where it
 * is one in all of them.
 */
function noteTags(reader: Reader, readings: readonly ScannedLine[], closes: boolean): void {
  const [first, second] = readings;
  const closed = new Set(second?.tags.flatMap((tag) => (tag.opens ? [] : tag.name)));
  for (const { name, opens } of first?.tags ?? []) {
    if (!hidingElements.has(name)) continue;
    const known = reader.elements.findLastIndex(
      (one) => one.name === name && (!inlineElements.has(name) || one.line === reader.line),
    );
    if (opens) reader.elements.push({ name, line: reader.line });
    else if (closes && known >= 0 && (!second || closed.has(name))) reader.elements.splice(known, 1);
  }
  reader.lost ||= readings.some((reading) => reading.lost);
}

/** As an HTML block and as a paragraph: which of them it is need not be known. */
const readBoth = (text: string, hasLater: HasLater) => [scanLine(text, hasLater, true), scanLine(text, hasLater)];

function continueBlock(reader: Reader, block: Block, { text, hasLater }: Line): void {
  const margin = countIndent((indentation.exec(text) as RegExpExecArray)[0]);
  if (margin < block.indent) {
    // It ends with its list item, if that is what it stands in.
    reader.lost = true;
  } else if (block.kind === "fence") {
    const marks = text.trim();
    if (!marks.startsWith(block.marks) || marks !== marks.charAt(0).repeat(marks.length)) return;
    if (margin <= Math.max(3, block.indent > 3 ? block.indent + 3 : 3)) reader.block = null;
    else reader.lost ||= margin <= block.indent + 3;
  } else {
    const ends = block.end.exec(text);
    if (block.kind !== "comment" || ends) {
      const readings = readBoth(ends && block.kind === "comment" ? text.slice(ends.index) : text, hasLater);
      noteTags(reader, readings, block.kind === "pre" && !reader.unclear);
      reader.unclear ||= readings.some((reading) => reading.open);
    }
    if (!ends) return;
    reader.block = null;
    reader.doubtful = true;
    reader.html = true;
  }
}

/** Begins fenced code; false where the line is none. */
function beginFence(reader: Reader, line: Line): boolean {
  const marks = fence.exec(line.core)?.[0] ?? "";
  // Backticks further on make it a code span.
  const span = marks.startsWith("`") && line.core.includes("`", marks.length);
  if (marks === "" || span || (!line.item && line.indent > 3)) return false;
  if (line.uncertain) reader.lost = true;
  const indent = line.item || reader.listSeen ? line.indent : 0;
  reader.block = { kind: "fence", marks, end: /$/u, indent };
  return true;
}

/** Begins raw HTML; false where the line does not begin with any. */
function beginHtml(reader: Reader, line: Line): boolean {
  const { core, item, indent, hasLater } = line;
  if (!htmlStart.test(core) || autolink.test(core)) return false;
  const found = rawBlocks.find(({ start }) => start.test(core));
  const goesOn = found && !found.end.test(core.slice(2));
  // Code, text of a paragraph, or a block that ends with its list item while what it began goes on.
  const far = indent > 3 && !item;
  // A comment inside of another block ends with that for Markdown, but not for browsers.
  if (goesOn && found.kind === "comment") reader.lost ||= reader.html;
  reader.html = true;
  const readings = goesOn && found.kind === "comment" && !far ? [] : readBoth(core, hasLater);
  noteTags(reader, readings, !reader.unclear && indent < 4 && !goesOn);
  reader.doubtful = true;
  reader.unclear ||= readings.some((reading) => reading.open);
  if (!goesOn) return true;
  if (far) {
    reader.lost ||= reader.listSeen;
    return true;
  }
  reader.lost ||= line.uncertain;
  reader.block = { kind: found.kind, marks: "", end: found.end, indent: item || reader.listSeen ? indent : 0 };
  return true;
}

/** Reads a line outside of blocks; true where it is plain text at the margin. */
function readTextLine(reader: Reader, line: Line): boolean {
  const { text, core, item, hasLater } = line;
  if (core.startsWith(">")) {
    // Elements end with the quote that they stand in, if it is one.
    const quoted = !item && line.indent < 4 && !reader.html;
    reader.lost ||= anyTag.test(quoted ? core.replace(staysInQuote, "") : core);
    reader.doubtful = true;
    reader.unclear = true;
    return false;
  }
  // A footnote's further paragraphs hide anywhere below.
  if (core.startsWith("[^")) reader.lost = true;
  if (reader.lost || beginFence(reader, line)) return false;
  if (beginHtml(reader, line)) return false;
  const definition = /^\[(?:[^[\]\\]|\\.)*\]:/u.test(core);
  if (reader.definitionBefore && /^["'(]/u.test(core)) reader.doubtful = true;
  if (definition ? !simpleDefinition.test(core) : core.startsWith("[") && hasLater("]:")) reader.doubtful = true;
  const counts = !reader.doubtful && reader.elements.length === 0 && /^\S/u.test(text) && !item && !definition;
  const readings = reader.doubtful
    ? [scanEveryTag(text), scanLine(text, hasLater, reader.html)]
    : [scanLine(text, hasLater)];
  // What is indented may be code.
  noteTags(reader, readings, !reader.doubtful && line.indent < 4 && !definition);
  reader.unclear ||= readings.some((reading) => reading.open) || (reader.doubtful && !reader.html);
  reader.doubtful ||= reader.unclear;
  reader.definitionBefore = definition;
  return counts;
}

/**
 * The lines of a Markdown comment that are its author's own plain words and begin at the margin: outside block quotes (with
 * the lines that lazily continue them), code (fenced, indented, inline), HTML comments and other raw HTML blocks, elements
 * that fold or quote (`<details>`, `<pre>`, …), link reference definitions and footnotes. Items of lists are indented or
 * begin with their marker, so they are no such line. What cannot be told apart for certain is dropped. Total, and linear in
 * the length of the text.
 */
export function parsePlainLines(body: string): string[] {
  const lines = body.replace(/\r\n?/gu, "\n").split("\n");
  const plain: string[] = [];
  const reader: Reader = {
    block: null,
    elements: [],
    line: 0,
    doubtful: false,
    unclear: false,
    html: false,
    listSeen: false,
    itemBefore: true,
    definitionBefore: false,
    lost: false,
  };
  let closers = indexClosers(lines, 0);
  for (const [index, text] of lines.entries()) {
    if (reader.lost) break;
    reader.line = index;
    if (text.trim() === "") {
      // A list item may begin with any number here, as it may after another item.
      if (reader.block?.kind !== "pre") reader.unclear = false;
      reader.doubtful = false;
      Object.assign(reader, { html: false, itemBefore: true, definitionBefore: false });
      continue;
    }
    if (index >= closers.end) closers = indexClosers(lines, index);
    const { last } = closers;
    const [prefix] = markers.exec(text) as RegExpExecArray;
    const item = prefix.trim() !== "";
    const line: Line = {
      text,
      core: text.slice(prefix.length),
      item,
      indent: countIndent(prefix),
      uncertain: item && (farMarkers.test(prefix) || (laterNumber.test(prefix) && !reader.itemBefore)),
      hasLater: (closer) => (last.get(closer) ?? -1) > index,
    };
    if (reader.block) {
      continueBlock(reader, reader.block, line);
      continue;
    }
    if (readTextLine(reader, line)) plain.push(text.trimEnd());
    reader.listSeen ||= item;
    reader.itemBefore = item;
  }
  return plain;
}
