import { ForgeError } from "@plugsmith/schemas";

/** `12` or `#12` as a number of an issue or pull request. Throws `wrong_usage` for anything else. */
export function parseNumber(text: unknown): number {
  const digits = /^#?([1-9][0-9]{0,8})$/.exec(String(text))?.[1];
  if (digits) return Number(digits);
  throw new ForgeError("wrong_usage", {
    message: "The number of a request or pull request is missing.",
    hint: "For example: plugsmith request show 12",
  });
}
