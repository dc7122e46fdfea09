/** The texts of a generated locale file (`key: "text",` a line), with `%s` where a value will stand; nothing of it is run. */
export function parseLocaleTexts(source: string): string[] {
  return [...source.matchAll(/^\s+[a-z_0-9]+: ("(?:[^"\\]|\\.)*"),$/gm)].flatMap(([, text = '""']) => {
    try {
      return [(JSON.parse(text) as string).replaceAll(/\{[a-z]+\}/g, "%s")];
    } catch {
      return [];
    }
  });
}
