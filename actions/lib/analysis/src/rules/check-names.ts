import { listChildren, type Tree } from "../parse/tree.ts";

type Report = (rule: string, line: number, message: string, quote?: string) => void;

const latin = /[A-Za-z]/;
const cyrillic = /[\u0400-\u052F]/u;
/** Greek letters that look like Latin ones; delta and mu are honest parts of names. */
const greekTwins =
  /[\u0391\u0392\u0395-\u0397\u0399\u039A\u039C\u039D\u039F\u03A1\u03A4\u03A5\u03A7\u03BF\u03F2\u03F3]/u;
/** Letters that Python reads as plain ones. */
const styled = /[\u{1D400}-\u{1D7FF}\uFF21-\uFF3A\uFF41-\uFF5A]/u;
const spell = (word: string) =>
  word.replace(/[^\x20-\x7E]/gu, (letter) => `[U+${(letter.codePointAt(0) ?? 0).toString(16).toUpperCase()}]`);

const hexName = /^\$?_0x[0-9a-f]{3,}$/i;
const confusing = /^\$?(?=.*[0O].*[0O])[O0_]{5,}$|^\$?(?=.*[Il].*[Il])[Il1_]{5,}$/;
/** So many names of an obfuscator, or jumps, are no chance. */
const fewest = 5;
const mostJumps = 25;

/** A name that reads otherwise than it is. */
export function checkAlphabet(word: string, line: number, report: Report): void {
  if (/^[\x20-\x7E]*$/.test(word)) return;
  if (latin.test(word) && (cyrillic.test(word) || greekTwins.test(word)))
    report("look-alike", line, "A name mixes alphabets", spell(word));
  else if (styled.test(word))
    report("look-alike", line, "A name in styled letters, which Python reads as plain ones", spell(word));
}

/** Names and jumps as obfuscators leave them, over one file. */
export function checkNames(root: Tree, report: Report): void {
  const names = new Map<string, number>();
  let jumps = 0;
  const walk = (tree: Tree) => {
    if (tree.kind === "name") names.set(tree.name, tree.line);
    if (tree.kind === "member" && tree.property.kind === "text") names.set(tree.property.text.slice(0, 100), tree.line);
    if (tree.kind === "scope") for (const parameter of [tree.name, ...tree.params]) names.set(parameter, tree.line);
    if (tree.kind === "group" && tree.what === "goto") jumps += 1;
    for (const child of listChildren(tree)) walk(child);
  };
  walk(root);
  for (const [word, line] of names) checkAlphabet(word, line, report);
  const odd = [...names].filter(([each]) => hexName.test(each) || confusing.test(each));
  const [first] = odd;
  if (first && odd.length >= fewest)
    report("obfuscated-names", first[1], `${odd.length} names of an obfuscator`, first[0]);
  else if (jumps > mostJumps) report("obfuscated-names", 1, `${jumps} jumps by goto`);
}
