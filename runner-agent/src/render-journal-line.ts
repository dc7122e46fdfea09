/**
 * A remark of the agent as exactly one line of the machine's journal. Plugins and devices have words in some of them: an end of
 * line could forge another remark, and a control character could hide this one from whoever reads it in a terminal.
 */
export function renderJournalLine(at: Date, message: string): string {
  const line = message
    .split(/[\n\r\u2028\u2029]/u)
    .map((part) => part.trim())
    .filter((part) => part !== "")
    .join(" | ")
    .replaceAll(/[^\P{Cc}\t]|[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu, "\ufffd");
  return `${at.toISOString()} ${line}\n`;
}
