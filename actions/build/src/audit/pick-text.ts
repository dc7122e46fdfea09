/** An outside text cut to a length, without control characters; undefined when there is none. */
export function pickText(value: unknown, most: number): string | undefined {
  if (typeof value !== "string") return undefined;
  const text = value
    .replace(/\p{C}+/gu, " ")
    .trim()
    .slice(0, most);
  return text === "" ? undefined : text;
}

/** An outside address that may be shown as a link. */
export function pickUrl(value: unknown): string | undefined {
  const text = pickText(value, 300);
  return text !== undefined && /^https:\/\/[^\s<>()"'`|]+$/.test(text) && URL.canParse(text) ? text : undefined;
}

/** Names of advisories that may be shown and allowed. */
export const pickNames = (values: readonly unknown[]): string[] =>
  values.filter(
    (value): value is string => typeof value === "string" && /^[A-Za-z0-9][A-Za-z0-9._-]{2,59}$/.test(value),
  );
