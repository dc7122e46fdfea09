/** The text of a line `key: "text",`; undefined for any other line. */
function readText(line: string): string | undefined {
  const at = line.indexOf(": ");
  const [key, value] = [line.slice(0, at).trim(), line.slice(at + 2).trimEnd()];
  if (at < 0 || !line.startsWith("  ") || !/^[a-z_0-9]+$/.test(key) || !value.endsWith(",")) return undefined;
  try {
    const text: unknown = JSON.parse(value.slice(0, -1));
    return typeof text === "string" ? text : undefined;
  } catch {
    return undefined;
  }
}

/** The texts of a generated locale file (`key: "text",` a line), with `%s` where a value will stand; nothing of it is run. */
export function parseLocaleTexts(source: string): string[] {
  return source.split("\n").flatMap((line) => readText(line)?.replaceAll(/\{[a-z]+\}/g, "%s") ?? []);
}
