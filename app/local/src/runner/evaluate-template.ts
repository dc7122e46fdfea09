import { data, Evaluator, Lexer, Parser } from "@actions/expressions";
import { hashFiles } from "./hash-files.ts";
import type { Template } from "./template.ts";

/** Named contexts of an expression (`github`, `inputs`, …); a missing one reads as an empty object. */
export type Contexts = Readonly<Record<string, unknown>>;

/** What the status functions and hashFiles answer. */
export interface ExpressionStatus {
  readonly success: boolean;
  readonly failure: boolean;
  readonly cancelled: boolean;
  readonly workspace?: string;
}

interface Definition {
  readonly name: string;
  readonly minArgs: number;
  readonly maxArgs: number;
  call(...args: data.ExpressionData[]): data.ExpressionData;
}

const names = "github env vars job jobs steps runner secrets strategy matrix needs inputs".split(" ");
const statusFunctions = ["always", "success", "failure", "cancelled"];
const functionInfos = [
  ...statusFunctions.map((name) => ({ name, minArgs: 0, maxArgs: 0 })),
  { name: "hashFiles", minArgs: 1, maxArgs: 255 },
];
export const allGood: ExpressionStatus = { success: true, failure: false, cancelled: false };

// Event payloads are large and do not change during a job, so each context object is converted once.
const converted = new WeakMap<object, data.ExpressionData>();
function toData(value: unknown): data.ExpressionData {
  const known = typeof value === "object" && value !== null ? converted.get(value) : undefined;
  if (known) return known;
  const made = JSON.parse(JSON.stringify(value ?? null), data.reviver) as data.ExpressionData;
  if (typeof value === "object" && value !== null) converted.set(value, made);
  return made;
}

/** Value of one expression, by GitHub's own engine. Throws its error for unknown names and bad syntax. */
export function evaluateExpression(
  expression: string,
  contexts: Contexts,
  status: ExpressionStatus = allGood,
): unknown {
  const { success, failure, cancelled } = status;
  const answers: Record<string, boolean> = { always: true, success, failure, cancelled };
  const functions = new Map<string, Definition>();
  for (const name of statusFunctions) {
    functions.set(name, { name, minArgs: 0, maxArgs: 0, call: () => new data.BooleanData(answers[name] === true) });
  }
  functions.set("hashfiles", {
    name: "hashFiles",
    minArgs: 1,
    maxArgs: 255,
    call: (...patterns) => {
      const texts = patterns.map((pattern) => pattern.coerceString());
      return new data.StringData(hashFiles(status.workspace, texts));
    },
  });
  const tree = new Parser(new Lexer(expression).lex().tokens, names, functionInfos).parse();
  const dictionary = new data.Dictionary(...names.map((key) => ({ key, value: toData(contexts[key] ?? {}) })));
  return JSON.parse(JSON.stringify(new Evaluator(tree, dictionary, functions).evaluate(), data.replacer));
}

/** A template with every expression replaced by its value. */
export function evaluateTemplate(
  template: Template | undefined,
  contexts: Contexts,
  status: ExpressionStatus = allGood,
): unknown {
  switch (template?.kind) {
    case undefined:
      return undefined;
    case "value":
      return template.value;
    case "expression":
      return evaluateExpression(template.expression, contexts, status);
    case "list":
      return template.items.map((item) => evaluateTemplate(item, contexts, status));
    case "map":
      return Object.fromEntries(
        template.entries.map(([key, value]) => [
          toText(evaluateTemplate(key, contexts, status)),
          evaluateTemplate(value, contexts, status),
        ]),
      );
  }
}

/** A template that must give a map of texts (`env`, `with`, `outputs`); empty when absent. */
export function evaluateTexts(
  template: Template | undefined,
  contexts: Contexts,
  status: ExpressionStatus = allGood,
): Record<string, string> {
  const value = evaluateTemplate(template, contexts, status);
  if (typeof value !== "object" || value === null) return {};
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, toText(item)]));
}

/** The `if:` of a job or step: absent means `success()`, and one that asks no status function is joined with it. */
export function evaluateCondition(
  template: Template | undefined,
  contexts: Contexts,
  status: ExpressionStatus,
): boolean {
  const written = template?.kind === "expression" ? template.expression : toText(evaluateTemplate(template, contexts));
  if (written.trim() === "") return status.success;
  const asksStatus = /\b(always|success|failure|cancelled)\s*\(/i.test(written);
  const value = evaluateExpression(asksStatus ? written : `success() && (${written})`, contexts, status);
  return !(value === false || value === 0 || value === "" || value === null || Number.isNaN(value));
}

/** A value as GitHub writes it into text: null is empty, true and false are words. */
export function toText(value: unknown): string {
  if (value === null || value === undefined) return "";
  return typeof value === "object" ? (Array.isArray(value) ? "Array" : "Object") : String(value);
}
