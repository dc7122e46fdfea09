import type { Language, Severity } from "../finding.ts";
import { behaviourRules } from "./behaviour-rules.ts";
import { codeRules } from "./code-rules.ts";
import { packageRules } from "./package-rules.ts";
import type { Rule } from "./rule.ts";

/** Every rule, in the order of the documentation. */
export const ruleTable: readonly Rule[] = [...codeRules, ...behaviourRules, ...packageRules];

const byId = new Map(ruleTable.map((rule) => [rule.id, rule]));

/** Every rule's id. */
export const isRule = (id: string): boolean => byId.has(id);

/** How heavy a rule weighs in a language. */
export function findSeverity(id: string, language: Language): Severity {
  const severity = byId.get(id)?.severity ?? "error";
  return typeof severity === "string" ? severity : (severity[language] ?? "warning");
}
