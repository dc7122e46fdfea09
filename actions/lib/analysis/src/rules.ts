export { analyseFiles } from "./analyse-files.ts";
export { findLanguage } from "./find-language.ts";
export type { Finding, Severity } from "./finding.ts";
export type { SourceFile } from "./prepare-file.ts";
export type { Rule } from "./rules/rule.ts";
export { ruleTable } from "./rules/rule-table.ts";
