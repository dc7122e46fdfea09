/** A word or `key=value` of a command line, or what is wrong with it. */
export type ArgumentPart =
  | { readonly kind: "word"; readonly word: string }
  | { readonly kind: "pair"; readonly key: string; readonly value: string }
  | { readonly kind: "problem"; readonly part: string; readonly problem: string };

const start = /(?<key>[A-Za-z][A-Za-z0-9_-]{0,39})=/uy;
const quoted = /"(?<value>(?:[^"\\]|\\["\\])*)"(?=[ \t]|$)/uy;
const bare = /[^ \t]*/uy;
const blanks = /[ \t]*/uy;

function take(pattern: RegExp, text: string, at: number): RegExpExecArray | null {
  pattern.lastIndex = at;
  return pattern.exec(text);
}

/**
 * Splits the rest of a command line at its blanks. Values may be quoted: `"two words"`, with `\"` and `\\` inside; words,
 * keys and bare values are printable ASCII. Total and linear; whatever does not fit is named as a problem.
 */
export function splitArguments(rest: string): ArgumentPart[] {
  const parts: ArgumentPart[] = [];
  let at = take(blanks, rest, 0)?.[0].length ?? 0;
  while (at < rest.length) {
    const key = take(start, rest, at)?.groups?.["key"];
    const from = at + (key === undefined ? 0 : key.length + 1);
    const text = take(quoted, rest, from);
    const word = take(bare, rest, at)?.[0] ?? "";
    const value = text?.groups?.["value"]?.replace(/\\(.)/gu, "$1") ?? word.slice(from - at);
    at = text ? from + text[0].length : at + word.length;
    if (text && key === undefined)
      parts.push({ kind: "problem", part: word, problem: "a quoted value needs a key before it" });
    else if (text && key !== undefined) parts.push({ kind: "pair", key, value });
    else if (/["“”„«»]/u.test(word))
      parts.push({
        kind: "problem",
        part: word,
        problem: 'a quoted value begins and ends with a straight `"`; inside, write `\\"` and `\\\\`',
      });
    else if (!/^[!-~]*$/u.test(word))
      parts.push({ kind: "problem", part: word, problem: "only ASCII stands outside of quotes" });
    else parts.push(key === undefined ? { kind: "word", word } : { kind: "pair", key, value });
    at += take(blanks, rest, at)?.[0].length ?? 0;
  }
  return parts;
}
