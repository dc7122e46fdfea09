import { ForgeError } from "@plugsmith/schemas";

const values = new WeakMap<FreeText, string>();

const refuse = (): never => {
  throw new ForgeError("pack_invalid", {
    message: "A template prints free text without an escaper.",
    hint: "Write it.js(it.description), it.php(…), it.md(…): the escaper of the file's language.",
  });
};

/**
 * Text that a stranger typed, or that contains such text. A template cannot print it: every way to make a string of it
 * throws, so the only way into a file leads through the escaper of that file's language.
 */
export class FreeText {
  constructor(value: string) {
    values.set(this, value.toWellFormed());
  }
  toString(): string {
    return refuse();
  }
  toJSON(): string {
    return refuse();
  }
  [Symbol.toPrimitive](): string {
    return refuse();
  }
}

/** What an escaper takes: free text, or a value that the forge made itself. */
export type Printable = FreeText | string | number;

/** The characters inside; for escapers only. Lone surrogates have become U+FFFD. */
export function revealText(text: Printable): string {
  if (text instanceof FreeText) return values.get(text) ?? "";
  return String(text).toWellFormed();
}
