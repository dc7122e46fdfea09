type Report = (rule: string, line: number, message: string, quote?: string) => void;

/** Direction overrides, fillers that count as letters, tag characters, rows of variation selectors: nothing honest needs them. */
const turning =
  /[\u202A-\u202E\u2066-\u2069\u115F\u1160\u3164\uFFA0\u{E0000}-\u{E007F}\u{E0100}-\u{E01EF}]|[\uFE00-\uFE0F]{3}/u;
/** Spelling in Arabic, Indic scripts and emoji, typography between words, and a trap inside an ASCII word. */
const joined = /[A-Za-z0-9_$][\u200B-\u200F\u2060-\u2064\u180E\uFEFF][A-Za-z0-9_$]/u;
const hyphened = /[A-Za-z0-9_$]\u00AD[A-Za-z0-9_$]/u;
const loose = /[\u200B\u2060-\u2064\u00AD\u180E]/u;
/** Eight escapes in a row of letters that could have been written. */
const escapes = /(?:\\x[2-7][0-9a-fA-F]){8}|(?:\\u00[2-7][0-9a-fA-F]){8}|(?:\\1[0-7]{2}){8}/;

/** Longer lines are not written by people. */
const longLine = 1_000;

/** Flags of England, Scotland and Wales are the one honest use of tag characters. */
const flag = /\u{1F3F4}[\u{E0030}-\u{E007A}]{1,6}\u{E007F}/gu;

const nameLetter = (letter: string) => `U+${(letter.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, "0")}`;

function checkLine(text: string, at: number, report: Report): void {
  if (/^[\x20-\x7E\t\r]*$/.test(text)) return;
  const line = text.replace(flag, "");
  // A soft hyphen parts words where people read them; in code it makes another name.
  const found = turning.exec(line) ?? joined.exec(line) ?? hyphened.exec(dropTexts(line));
  const mark = found ?? loose.exec(line);
  if (!mark) return;
  const letters = [...mark[0]].filter((letter) => letter > "\x7F").map(nameLetter);
  report(found ? "invisible-text" : "invisible-mark", at, `The line holds ${letters.join(" ")}`);
}

/** A line without what stands in its quotes. */
export function dropTexts(line: string): string {
  const kept: string[] = [];
  let quote = "";
  for (let at = 0; at < line.length; at += 1) {
    const letter = line.charAt(at);
    if (quote === "") kept.push(letter);
    if (letter === "\\") at += 1;
    else if (quote === letter) quote = "";
    else if (quote === "" && (letter === '"' || letter === "'")) quote = letter;
  }
  return kept.join("");
}

/** Whether a line is code that was squeezed, and not one long text or a table of data. */
function isSqueezed(line: string): boolean {
  if (line.length <= longLine) return false;
  const code = dropTexts(line.slice(0, 20_000));
  return code.length > longLine && (code.match(/[;{}()]/g)?.length ?? 0) > code.length / 60 && /[;{}]/.test(code);
}

/** What can be seen without a parser, in comments and texts too. */
export function checkSource(source: string, isMinifiedWithSource: boolean, report: Report): void {
  let squeezed = 0;
  source.split("\n").forEach((line, index) => {
    const at = index + 1;
    checkLine(line, at, report);
    if (escapes.test(line)) report("escaped-text", at, "Readable letters are written as escapes");
    if (!isMinifiedWithSource && squeezed === 0 && isSqueezed(line)) {
      squeezed = at;
      report("minified", at, `A line of ${line.length} characters of code`);
    }
  });
}
