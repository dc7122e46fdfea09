import type { Printable } from "../free-text.ts";
import { oneLine } from "./one-line.ts";

/** Text inside a comment of any of our languages: one line that ends neither the comment, nor PHP, nor an XML comment. */
export function escapeComment(text: Printable): string {
  return oneLine(text)
    .replace(/\*(?=\/)|\/(?=\*)|\?(?=>)|<(?=\?)|-(?=-)/g, "$& ")
    .replace(/-$/, "- ")
    .replace(/[\\/]$/, "$& ");
}
