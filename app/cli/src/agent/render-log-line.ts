import { cleanText } from "./clean-text.ts";

/** One log line of a plugin for people. */
export function renderLogLine({ at, plugin, level, message }: Readonly<Record<string, unknown>>): string {
  return [at, plugin, level, message]
    .filter((part) => part !== undefined)
    .map(cleanText)
    .join("  ");
}
