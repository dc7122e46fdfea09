/** Plugins, devices and lease holders write text of their own: nothing of theirs may move the cursor or change colours. */
export const cleanText = (value: unknown): string => String(value ?? "").replace(/[^\P{Cc}\t]/gu, "�");
