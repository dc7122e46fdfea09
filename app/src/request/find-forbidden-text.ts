export interface ForbiddenText {
  /** Line of the first forbidden character, from 1. */
  readonly line: number;
  /** As `U+202E`. */
  readonly codePoint: string;
  readonly what: string;
}

// Controls, format characters, lone surrogates, private use, line separators, everything that draws nothing (fillers, variation selectors, tags), Braille blank, and what a decoder writes for bytes that were no text.
const suspects = /[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}\u2800\ufffd]/gu;
const bidi = /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/u;
const pictograph = /\p{Extended_Pictographic}$/u;
const joinable = /[\p{Extended_Pictographic}\p{Emoji_Modifier}\ufe0f]$/u;
/** More marks on one letter than any language writes (UTS #39, 5.4) spill over the lines around. */
const stackedMarks = /\p{Mn}{5}/u;

/** The two invisible characters that emoji are made of stand only where an emoji needs them. */
function isPartOfEmoji(text: string, index: number): boolean {
  const before = text.slice(Math.max(0, index - 2), index);
  const after = text.slice(index + 1, index + 3);
  if (text[index] === "\ufe0f") return pictograph.test(before) || (/[0-9#*]$/u.test(before) && after[0] === "\u20e3");
  return text[index] === "\u200d" && joinable.test(before) && /^\p{Extended_Pictographic}/u.test(after);
}

function describe(character: string): string {
  if (bidi.test(character)) return "a bidirectional mark";
  if (character === "\ufffd") return "bytes that are not UTF-8 text";
  if (/[\p{Cc}\p{Zl}\p{Zp}]/u.test(character)) return "a control character";
  if (/\p{Cs}/u.test(character)) return "half a character (a lone surrogate)";
  return "an invisible character";
}

/**
 * The first character that people cannot see or that makes text read otherwise than it is stored; null: none. Tabs and
 * line feeds are fine, and joiners and variation selectors inside an emoji. Time grows in a line with the text.
 */
export function findForbiddenText(text: string): ForbiddenText | null {
  const marks = stackedMarks.exec(text);
  for (const match of text.matchAll(suspects)) {
    const [character] = match;
    if (character === "\t" || character === "\n" || isPartOfEmoji(text, match.index)) continue;
    return locate(text, match.index, describe(character));
  }
  return marks && locate(text, marks.index, "more than four marks on one letter");
}

/** The text without the characters that `findForbiddenText` finds, so that its other problems can be told as well. */
export function dropForbiddenText(text: string): string {
  return text.replace(suspects, (character, index: number) =>
    character === "\t" || character === "\n" || isPartOfEmoji(text, index) ? character : "",
  );
}

function locate(text: string, index: number, what: string): ForbiddenText {
  const codePoint = `U+${(text.codePointAt(index) ?? 0).toString(16).toUpperCase().padStart(4, "0")}`;
  return { line: text.slice(0, index).split("\n").length, codePoint, what };
}
