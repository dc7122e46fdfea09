const isRecord = (value: unknown): value is { readonly level?: unknown } => typeof value === "object" && value !== null;

function parseLine(line: string): { readonly level?: unknown } | undefined {
  try {
    const value: unknown = JSON.parse(line);
    return isRecord(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

/** What an app's server said: its own JSON lines, and what speaks of an error, which is any other line too. */
export function splitAppLog(text: string): { readonly lines: string; readonly errors: string } {
  const all = text.split("\n").filter((line) => line.trim() !== "");
  const join = (lines: readonly string[]) => lines.map((line) => `${line}\n`).join("");
  const isError = (line: string) => {
    const record = parseLine(line);
    return record === undefined || record.level === "error";
  };
  return { lines: join(all.filter((line) => parseLine(line) !== undefined)), errors: join(all.filter(isError)) };
}
