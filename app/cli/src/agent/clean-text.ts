/**
 * Plugins, devices and lease holders write text of their own: nothing of theirs may move the cursor, change colours, begin a
 * line, or turn the reading direction around so that a line says something else than it holds.
 */
export const cleanText = (value: unknown): string =>
  String(value ?? "").replace(/[^\P{Cc}\t]|[\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]/gu, "\ufffd");
