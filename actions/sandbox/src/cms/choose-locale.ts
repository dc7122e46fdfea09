/**
 * The language that the shop gets: the request's where the plugin brings it, else the same language of another region, else
 * the request's all the same. `paths` are the plugin's files; `texts` the file with its translations, if it has one.
 */
export function chooseLocale(
  paths: readonly string[],
  name: string,
  wanted: string,
): { readonly locale: string; readonly texts: string | undefined } {
  const locales = paths.flatMap((path) => {
    const match = /^languages\/(.+)-([a-z]{2,3}(?:_[A-Z]{2})?)\.po$/.exec(path);
    return match && match[1] === name && match[2] ? [{ path, locale: match[2] }] : [];
  });
  const language = wanted.split("_")[0];
  const found =
    locales.find(({ locale }) => locale === wanted) ?? locales.find(({ locale }) => locale.split("_")[0] === language);
  return found ? { locale: found.locale, texts: found.path } : { locale: wanted, texts: undefined };
}
