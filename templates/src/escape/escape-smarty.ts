import type { Printable } from "../free-text.ts";
import { escapeXml } from "./escape-xml.ts";

/** Text of a Smarty template that makes HTML: no markup, and no braces that Smarty would run. */
export function escapeSmarty(text: Printable): string {
  return escapeXml(text).replace(/[{}]/g, (brace) => (brace === "{" ? "{ldelim}" : "{rdelim}"));
}
