const line = /^"((?:[^"]|"")*)","((?:[^"]|"")*)"$/;

/** The translated texts of a dictionary of Magento, `%1` as `%s`; those that say the same in both languages are left out. */
export function parseCsvTexts(csv: string): string[] {
  const unquote = (text: string) => text.replaceAll('""', '"');
  return csv.split("\n").flatMap((text) => {
    const [, source = "", target = ""] = line.exec(text) ?? [];
    return target === "" || source === target ? [] : [unquote(target).replaceAll(/%\d/g, "%s")];
  });
}
