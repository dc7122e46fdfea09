/** JSON Lines as objects; a line that is cut off or no object is left out. */
export function parseLines(text: string): Readonly<Record<string, unknown>>[] {
  return text
    .split("\n")
    .filter(Boolean)
    .flatMap((line) => {
      try {
        const value: unknown = JSON.parse(line);
        return typeof value === "object" && value !== null ? [value as Record<string, unknown>] : [];
      } catch {
        return [];
      }
    });
}
