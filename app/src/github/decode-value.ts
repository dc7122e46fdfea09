/** Reading answers and payloads whose shape nobody promised: a wrong type becomes an empty value, never an error. */
export type Loose = Readonly<Record<string, unknown>>;

export const asRecord = (value: unknown): Loose =>
  typeof value === "object" && value !== null && !Array.isArray(value) ? (value as Loose) : {};
export const asArray = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);
export const asText = (value: unknown): string => (typeof value === "string" ? value : "");
export const asTextOrNull = (value: unknown): string | null => (typeof value === "string" ? value : null);
/** A positive whole number, or 0. */
export const asId = (value: unknown): number =>
  Number.isSafeInteger(value) && (value as number) > 0 ? (value as number) : 0;
