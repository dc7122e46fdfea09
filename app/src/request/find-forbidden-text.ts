export interface ForbiddenText {
  /** Line of the first forbidden character, from 1. */
  readonly line: number;
  /** As `U+202E`. */
  readonly codePoint: string;
  readonly what: string;
}

// Controls but tab and line ends; soft hyphen; bidi marks and overrides; zero-width and invisible characters; tags; lone surrogates. U+FE0F stays: emoji need it.
const forbidden =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is looked for
  /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u00ad\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u2028-\u202e\u2060-\u206f\u3164\ufe00-\ufe0e\ufeff\uffa0\ufff9-\ufffc\p{Surrogate}]|[\u{1d173}-\u{1d17a}\u{e0000}-\u{e0fff}]/u;
const bidi = /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/u;
// biome-ignore lint/suspicious/noControlCharactersInRegex: see above
const control = /[\u0000-\u001f\u007f-\u009f]/u;

/**
 * The first character that people cannot see or that makes text read otherwise than it is stored: controls (tab and
 * line ends are fine), bidirectional marks, zero-width characters, tags, lone surrogates. Null: none.
 */
export function findForbiddenText(text: string): ForbiddenText | null {
  const match = forbidden.exec(text);
  if (!match) return null;
  const character = match[0];
  const codePoint = `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, "0")}`;
  const what = bidi.test(character)
    ? "a bidirectional mark"
    : control.test(character)
      ? "a control character"
      : "an invisible character";
  return { line: text.slice(0, match.index).split("\n").length, codePoint, what };
}
