import type { CommandArguments, CommandGrammar, ValueType } from "./command-grammar.ts";

const example: Record<ValueType["kind"], string> = { boolean: "true", choice: "…", name: "…", text: "…" };

/** How a command is written: `/forge publish [dry-run=true]`. */
export function renderUsage(name: string, { word, keys, anyKey, text }: CommandGrammar): string {
  const wordUsage = word && (word.required ? `<${word.name}>` : `[${word.name}]`);
  const keyUsage = Object.entries(keys ?? {}).map(([key, type]) => `[${key}=${example[type.kind]}]`);
  const textUsage = text && (text.required ? `<${text.name}>` : `[${text.name}]`);
  return [
    "/forge",
    name,
    wordUsage,
    ...keyUsage,
    anyKey && "key=value …",
    textUsage && `${textUsage}${text.or ? `|${text.or}` : ""}`,
  ]
    .filter(Boolean)
    .join(" ");
}

function renderValue(value: string | boolean): string {
  const text = String(value);
  return /^[!#-~]+$/u.test(text) ? text : `"${text.replaceAll(/["\\]/gu, "\\$&")}"`;
}

/** A command line that the parser reads as these very arguments. */
export function renderCommand(name: string, { word, values, text }: CommandArguments): string {
  const pairs = Array.from(values, ([key, value]) => `${key}=${renderValue(value)}`);
  return ["/forge", name, word, ...pairs, text].filter(Boolean).join(" ");
}
