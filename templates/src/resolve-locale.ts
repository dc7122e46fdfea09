/**
 * The pack's locale for a request: the same one, else the same language in another region, else the pack's first.
 * `exact` is false when the plugin will not speak the language that was asked for.
 */
export function resolveLocale(
  locales: readonly string[],
  wanted: string | undefined,
): { readonly locale: string; readonly exact: boolean } {
  const fallback = locales[0] ?? "en_US";
  if (wanted === undefined) return { locale: fallback, exact: true };
  if (locales.includes(wanted)) return { locale: wanted, exact: true };
  const language = wanted.split("_")[0];
  const near = locales.find((locale) => locale.split("_")[0] === language);
  return near === undefined ? { locale: fallback, exact: false } : { locale: near, exact: true };
}
