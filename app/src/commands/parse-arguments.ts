import { renderCode } from "../render/render-code.ts";
import { suggestWord } from "../request/suggest-word.ts";
import type { CommandArguments, CommandGrammar, ValueType } from "./command-grammar.ts";
import { splitArguments } from "./split-arguments.ts";

export type ParsedArguments =
  | { readonly ok: true; readonly value: CommandArguments }
  /** Sentences for people, one for each thing that is wrong. */
  | { readonly ok: false; readonly problems: readonly string[] };

/** A rejected value's problem, or what the text means. */
function readValue(type: ValueType, text: string): { readonly value: string | boolean } | { readonly problem: string } {
  switch (type.kind) {
    case "boolean":
      return text === "true" || text === "false" ? { value: text === "true" } : { problem: "is `true` or `false`" };
    case "choice": {
      if (type.of.includes(text)) return { value: text };
      const meant = suggestWord(text, type.of);
      return { problem: `is one of ${type.of.join(", ")}${meant ? ` (did you mean \`${meant}\`?)` : ""}` };
    }
    case "name":
      return /^[a-z][a-z0-9]*(?:-[a-z0-9]+)*$/u.test(text) && text.length <= 50
        ? { value: text }
        : { problem: "is a name of lower-case letters, digits and single hyphens" };
    case "text":
      return { value: text };
  }
}

function parseWords(grammar: CommandGrammar, rest: string): ParsedArguments {
  const known = Object.keys(grammar.keys ?? {});
  const values = new Map<string, string | boolean>();
  const seen = new Set<string>();
  const problems: string[] = [];
  let word: string | null = null;
  let words = 0;
  for (const part of splitArguments(rest)) {
    if (part.kind === "problem") problems.push(`${renderCode(part.part)}: ${part.problem}.`);
    else if (part.kind === "word") {
      words += 1;
      const read = grammar.word && words === 1 ? readValue(grammar.word.type, part.word) : null;
      if (!read) problems.push(`${renderCode(part.word)} is not expected here.`);
      else if ("problem" in read) problems.push(`${renderCode(part.word)}: \`${grammar.word?.name}\` ${read.problem}.`);
      else word = String(read.value);
    } else if (seen.has(part.key)) problems.push(`\`${part.key}\` stands there twice.`);
    else {
      seen.add(part.key);
      const type = grammar.keys && Object.hasOwn(grammar.keys, part.key) ? grammar.keys[part.key] : undefined;
      const read = type ? readValue(type, part.value) : grammar.anyKey ? { value: part.value } : null;
      const meant = suggestWord(part.key, known);
      if (!read)
        problems.push(`\`${part.key}\` is no key of this command${meant ? `; did you mean \`${meant}\`?` : "."}`);
      else if ("problem" in read) problems.push(`${renderCode(part.value)}: \`${part.key}\` ${read.problem}.`);
      else values.set(part.key, read.value);
    }
  }
  if (grammar.word?.required && words === 0) problems.push(`\`${grammar.word.name}\` is missing.`);
  return problems.length > 0 ? { ok: false, problems } : { ok: true, value: { word, values, text: "" } };
}

/** What stands behind a command's name, by its grammar; every problem is named at once. Total and linear. */
export function parseArguments(grammar: CommandGrammar, rest: string): ParsedArguments {
  if (!grammar.text) return parseWords(grammar, rest);
  const text = rest.trim();
  const missing = grammar.text.required && text === "";
  return missing
    ? { ok: false, problems: [`\`${grammar.text.name}\` is missing.`] }
    : { ok: true, value: { word: null, values: new Map(), text } };
}
