/** The language that the shop gets, and the module's sentences in it. */
export interface ModuleTexts {
  readonly locale: string;
  readonly texts: readonly string[];
}

const target = /<target>([^<]*)<\/target>/g;
const entities: Readonly<Record<string, string>> = { lt: "<", gt: ">", quot: '"', apos: "'", amp: "&" };

/** Sentences of an XLIFF file; placeholders become %s, between which they are looked for. */
function readTargets(xliff: string): string[] {
  return [...xliff.matchAll(target)].map(([, text = ""]) =>
    text
      .replaceAll(/&(lt|gt|quot|apos|amp);/g, (_, name: string) => entities[name] ?? "")
      .replaceAll(/%[a-z]+%/g, "%s"),
  );
}

/** The request's language where the module brings it, else the same language of another region, else the request's without texts. */
export function chooseModuleTexts(
  files: readonly { readonly path: string; readonly content: Uint8Array }[],
  wanted: string,
): ModuleTexts {
  const found = files.flatMap(({ path, content }) => {
    const tag = /\/translations\/([a-z]{2,3}-[A-Z]{2})\/[^/]+\.xlf$/.exec(path)?.[1];
    return tag ? [{ locale: tag.replace("-", "_"), content }] : [];
  });
  const locales = [...new Set(found.map(({ locale }) => locale))];
  const language = wanted.split("_")[0];
  const locale =
    locales.find((one) => one === wanted) ?? locales.find((one) => one.split("_")[0] === language) ?? wanted;
  // English is what the module's code says anyway.
  const texts = locale.startsWith("en_")
    ? []
    : found
        .filter((one) => one.locale === locale)
        .flatMap(({ content }) => readTargets(Buffer.from(content).toString("utf8")));
  return { locale, texts };
}
