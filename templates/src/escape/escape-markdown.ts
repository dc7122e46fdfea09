import type { Printable } from "../free-text.ts";
import { oneLine } from "./one-line.ts";

/** Text inside a Markdown line: shown as typed, with no markup, HTML, link, mention or list of its own. */
export function escapeMarkdown(text: Printable): string {
  return oneLine(text)
    .replace(/[\\`*_{}[\]()#+\-!<>|~@:&$=/]/g, "\\$&")
    .replace(/(^\d+|www)\./gi, "$1\\.");
}
