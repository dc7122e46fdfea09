import { ForgeError } from "@plugsmith/schemas";

/**
 * Arguments of a call from the command line: one JSON object, or `key=value` words, where a value that reads as JSON
 * (number, true, "text") is that value and anything else is text. Throws `wrong_usage`.
 */
export function parseCallArguments(words: readonly string[]): Record<string, unknown> {
  const [first = ""] = words;
  if (words.length === 1 && first.trimStart().startsWith("{")) return parseObject(first);
  const pairs = words.map((word): [string, unknown] => {
    const at = word.indexOf("=");
    if (at < 1)
      throw new ForgeError("wrong_usage", {
        message: `${word} is not key=value.`,
        hint: "Write channel=2 or '{\"channel\": 2}'.",
      });
    return [word.slice(0, at), parseValue(word.slice(at + 1))];
  });
  const keys = pairs.map(([key]) => key);
  const twice = keys.find((key, index) => keys.indexOf(key) !== index);
  if (twice !== undefined) throw new ForgeError("wrong_usage", { message: `${twice} is given twice.` });
  return Object.fromEntries(pairs);
}

function parseObject(text: string): Record<string, unknown> {
  try {
    return JSON.parse(text) as Record<string, unknown>;
  } catch (cause) {
    throw new ForgeError("wrong_usage", { message: "The arguments are not JSON.", cause });
  }
}

function parseValue(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
