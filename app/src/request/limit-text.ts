import type { ParseIssue } from "@plugsmith/schemas";

/** GitHub's own limit for an issue body, in characters; a request file has the same. */
const maxCharacters = 65_536;
const maxBytes = 128 * 1024;
const maxLines = 2000;

/** Why a text is too large to be looked at, or null. Counts without copying or parsing. */
export function limitText(text: string): ParseIssue | null {
  const refuse = (message: string): ParseIssue => ({ path: "", rule: "too_large", message });
  if (text.length > maxCharacters) return refuse(`is longer than ${maxCharacters} characters`);
  if (Buffer.byteLength(text) > maxBytes) return refuse(`is longer than ${maxBytes} bytes`);
  let lines = 1;
  for (let at = text.indexOf("\n"); at !== -1; at = text.indexOf("\n", at + 1)) lines += 1;
  return lines > maxLines ? refuse(`has more than ${maxLines} lines`) : null;
}
