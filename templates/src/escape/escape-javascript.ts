import type { Printable } from "../free-text.ts";
import { escapeJson } from "./escape-json.ts";

/** A JavaScript string literal in double quotes; cannot end an HTML script element either. */
export function escapeJavascript(text: Printable): string {
  return escapeJson(text).replaceAll("</", "<\\/").replaceAll("<!--", "<\\!--");
}
