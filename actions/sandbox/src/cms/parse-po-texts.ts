/** The translated texts of a gettext file; empty and untranslated ones are left out. */
export function parsePoTexts(po: string): string[] {
  const unquote = (text: string): string => {
    try {
      return JSON.parse(text) as string;
    } catch {
      return "";
    }
  };
  return [...po.matchAll(/^msgid (".*")\nmsgstr (".*")$/gm)]
    .map(([, id = '""', text = '""']) => ({ id: unquote(id), text: unquote(text) }))
    .filter(({ id, text }) => id !== "" && text !== "" && text !== id)
    .map(({ text }) => text);
}
