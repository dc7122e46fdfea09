const named: Readonly<Record<string, string>> = { amp: "&", lt: "<", gt: ">", quot: '"' };

/** Text as people read it, where HTML stood: the five signs that WordPress escapes. */
export function decodeEntities(html: string): string {
  return html.replaceAll(/&(?:#(\d{1,6})|(amp|lt|gt|quot));/g, (entity, code?: string, name?: string) =>
    code === undefined ? (named[name ?? ""] ?? entity) : String.fromCodePoint(Number(code)),
  );
}
