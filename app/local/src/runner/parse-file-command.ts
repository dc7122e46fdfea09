import { ForgeError } from "@plugsmith/schemas";

/**
 * Reads what a step wrote to GITHUB_OUTPUT, GITHUB_ENV or GITHUB_STATE: `NAME=value` lines and `NAME<<DELIMITER` blocks.
 * Throws `step_failed` for a line that is neither and for a block without its end, as GitHub does.
 */
export function parseFileCommand(text: string): Record<string, string> {
  const values: Record<string, string> = {};
  const lines = text.split(/\r?\n/);
  for (let index = 0; index < lines.length; index += 1) {
    const line = lines[index] ?? "";
    if (line === "") continue;
    const equals = line.indexOf("=");
    const block = line.indexOf("<<");
    if (block > 0 && (equals < 0 || block < equals)) {
      const delimiter = line.slice(block + 2);
      const end = lines.indexOf(delimiter, index + 1);
      if (delimiter === "" || end < 0) {
        throw new ForgeError("step_failed", { message: `A file command has no end line "${delimiter.slice(0, 60)}".` });
      }
      values[line.slice(0, block)] = lines.slice(index + 1, end).join("\n");
      index = end;
    } else if (equals > 0) values[line.slice(0, equals)] = line.slice(equals + 1);
    else
      throw new ForgeError("step_failed", { message: `A file command has the unknown format "${line.slice(0, 60)}".` });
  }
  return values;
}
