import { type Printable, revealText } from "../free-text.ts";

/** One word of a POSIX shell in single quotes. */
export function escapeShell(text: Printable): string {
  return `'${revealText(text).replaceAll("\0", "").replaceAll("'", "'\\''")}'`;
}
