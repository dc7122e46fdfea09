/**
 * Words of one writing system, or of those that one language writes together: "highly restrictive" of UTS #39, 5.2, for the
 * scripts that UAX #31 recommends for names. Digits, signs and marks belong to all.
 */
const pureWords: readonly RegExp[] = [
  /^[\p{scx=Greek}\p{scx=Common}\p{sc=Inherited}]*$/u,
  /^[\p{scx=Cyrillic}\p{scx=Common}\p{sc=Inherited}]*$/u,
  /^[\p{scx=Armenian}\p{scx=Common}\p{sc=Inherited}]*$/u,
  /^[\p{scx=Georgian}\p{scx=Common}\p{sc=Inherited}]*$/u,
  /^[\p{scx=Hebrew}\p{scx=Common}\p{sc=Inherited}]*$/u,
  /^[\p{scx=Arabic}\p{scx=Common}\p{sc=Inherited}]*$/u,
  /^[\p{scx=Ethiopic}\p{scx=Common}\p{sc=Inherited}]*$/u,
  /^[\p{scx=Thaana}\p{scx=Common}\p{sc=Inherited}]*$/u,
  /^[\p{scx=Devanagari}\p{scx=Common}\p{sc=Inherited}]*$/u,
  /^[\p{scx=Bengali}\p{scx=Common}\p{sc=Inherited}]*$/u,
  /^[\p{scx=Gurmukhi}\p{scx=Common}\p{sc=Inherited}]*$/u,
  /^[\p{scx=Gujarati}\p{scx=Common}\p{sc=Inherited}]*$/u,
  /^[\p{scx=Oriya}\p{scx=Common}\p{sc=Inherited}]*$/u,
  /^[\p{scx=Tamil}\p{scx=Common}\p{sc=Inherited}]*$/u,
  /^[\p{scx=Telugu}\p{scx=Common}\p{sc=Inherited}]*$/u,
  /^[\p{scx=Kannada}\p{scx=Common}\p{sc=Inherited}]*$/u,
  /^[\p{scx=Malayalam}\p{scx=Common}\p{sc=Inherited}]*$/u,
  /^[\p{scx=Sinhala}\p{scx=Common}\p{sc=Inherited}]*$/u,
  /^[\p{scx=Thai}\p{scx=Common}\p{sc=Inherited}]*$/u,
  /^[\p{scx=Lao}\p{scx=Common}\p{sc=Inherited}]*$/u,
  /^[\p{scx=Tibetan}\p{scx=Common}\p{sc=Inherited}]*$/u,
  /^[\p{scx=Myanmar}\p{scx=Common}\p{sc=Inherited}]*$/u,
  /^[\p{scx=Khmer}\p{scx=Common}\p{sc=Inherited}]*$/u,
  /^[\p{scx=Latin}\p{scx=Han}\p{scx=Hiragana}\p{scx=Katakana}\p{scx=Common}\p{sc=Inherited}]*$/u,
  /^[\p{scx=Latin}\p{scx=Han}\p{scx=Hangul}\p{scx=Common}\p{sc=Inherited}]*$/u,
  /^[\p{scx=Latin}\p{scx=Han}\p{scx=Bopomofo}\p{scx=Common}\p{sc=Inherited}]*$/u,
];

/**
 * The first word whose letters come from writing systems that no language mixes (`Аcme` with a Cyrillic А), or undefined.
 * Words are judged one by one, because `Яндекс Pay` is honest. A word of one foreign script that only looks Latin passes:
 * people decide that.
 */
export function findMixedScript(text: string): string | undefined {
  return text.split(/[\s\p{Pd}/&+|·]/u).find((word) => !pureWords.some((pure) => pure.test(word)));
}
