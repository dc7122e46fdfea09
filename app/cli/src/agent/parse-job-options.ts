import { ForgeError, type Job } from "@plugsmith/schemas";
import { parseCallArguments } from "./parse-call-arguments.ts";

const numbers = { priority: "priority", delay: "delayMs", attempts: "attempts", timeout: "timeoutMs" } as const;

function readNumber(option: string, text: string): number {
  const value = Number(text);
  if (text.trim() !== "" && Number.isInteger(value)) return value;
  throw new ForgeError("wrong_usage", { message: `--${option} ${text} is not a whole number.` });
}

/**
 * A job from the words of `agent jobs add <plugin> <name> [data…]` and its options; delay and timeout in ms. The agent checks
 * what it means. @throws ForgeError `wrong_usage`.
 */
export function parseJobOptions(
  plugin: string,
  name: string,
  words: readonly string[],
  options: Readonly<Record<string, unknown>>,
): Job {
  const { key, cron, timezone } = options;
  const given = Object.entries(numbers).flatMap(([option, property]) =>
    options[option] === undefined ? [] : [[property, readNumber(option, String(options[option]))]],
  );
  return {
    plugin,
    name,
    ...(words.length > 0 ? { data: parseCallArguments(words) } : {}),
    ...Object.fromEntries(given),
    ...(typeof key === "string" ? { key } : {}),
    ...(typeof cron === "string" ? { cron } : {}),
    ...(typeof timezone === "string" ? { timezone } : {}),
  };
}
