import type { Language } from "./finding.ts";

const suffixes: readonly (readonly [RegExp, Language])[] = [
  [/\.(php\d?|phtml|pht|phps|inc|module|install)$/i, "php"],
  [/\.([cm]?js|jsx|[cm]?tsx?)$/i, "javascript"],
  [/\.(py|pyw)$/i, "python"],
];

/** The language of a file by its name; shell scripts and the rest are only looked at as text. */
export const findLanguage = (path: string): Language =>
  /\.d\.[cm]?ts$/.test(path) ? "text" : (suffixes.find(([suffix]) => suffix.test(path))?.[1] ?? "text");
