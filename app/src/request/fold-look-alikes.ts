/** Letters of other scripts that look like these Latin ones (from confusables.txt of UTS #39, those of everyday alphabets). */
const lookAlikes: readonly (readonly [latin: string, others: string])[] = [
  ["a", "аαɑ"],
  ["b", "вьβ"],
  // NFKD makes the final sigma of the lunate one.
  ["c", "сς"],
  ["d", "ԁ"],
  ["e", "еεє"],
  ["h", "һн"],
  ["i", "іıι"],
  ["j", "ј"],
  ["k", "кκ"],
  ["l", "ӏ"],
  ["m", "мμ"],
  ["n", "пη"],
  ["o", "оοօ"],
  ["p", "рρ"],
  ["q", "ԛ"],
  ["r", "г"],
  ["s", "ѕ"],
  ["t", "тτ"],
  ["u", "υս"],
  ["v", "νѵ"],
  ["w", "ԝω"],
  ["x", "хχ"],
  ["y", "уγү"],
];
const toLatin = new Map(lookAlikes.flatMap(([latin, others]) => [...others].map((other) => [other, latin] as const)));

/** Lower-case text with accents taken off and look-alikes replaced: what the writer most likely meant as ASCII. */
export function foldLookAlikes(text: string): string {
  return [...text.toLowerCase().normalize("NFKD").replace(/\p{M}/gu, "")]
    .map((letter) => toLatin.get(letter) ?? letter)
    .join("");
}
