export { findLanguage, type SourceFile } from "./analyse-file.ts";
export { analyseFiles } from "./analyse-files.ts";
export type { Finding, Language, Severity } from "./finding.ts";
export type { Rule } from "./rules/rule.ts";
export { ruleTable } from "./rules/rule-table.ts";
