export type Document = Readonly<Record<string, unknown>>;
/** Any part of a question, as it came: the language of questions is open, and what it does not know is thrown on. */
export type Part = ReturnType<typeof JSON.parse>;

export const listOf = (value: Part): Part[] =>
  value === undefined || value === null ? [] : Array.isArray(value) ? value : [value];

/** Values of a field; the engine's own additions to its name (`name.sort_name`, `sku.keyword`) mean the same values. */
export const valuesAt = (document: Document, field: string): unknown[] =>
  listOf(document[field] ?? document[field.replace(/\.(sort_.*|keyword)$/, "")]);

export const isSame = (left: unknown, right: unknown) =>
  String(left) === String(right) || Number(left) === Number(right);

/** Words as the engine's analyser would cut them, roughly: letters and digits, small. */
export const wordsOf = (text: unknown): string[] =>
  String(text)
    .toLowerCase()
    .match(/[\p{L}\p{N}]+/gu) ?? [];
