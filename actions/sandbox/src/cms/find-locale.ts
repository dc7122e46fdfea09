/** Of a plugin's languages the one that was wanted (`fr_FR`), else the same language of another region; undefined: neither. */
export function findLocale(locales: readonly string[], wanted: string): string | undefined {
  const language = wanted.split("_")[0];
  return locales.find((locale) => locale === wanted) ?? locales.find((locale) => locale.split("_")[0] === language);
}
