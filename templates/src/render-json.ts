import { showInvisible } from "./escape/escape-json.ts";

/** A JSON file: two spaces, one line end, characters that nobody can see written as `\uXXXX`. */
export function renderJson(value: unknown): string {
  return `${showInvisible(JSON.stringify(value, null, 2))}\n`;
}
