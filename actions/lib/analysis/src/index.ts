export type { Allowance, Analysis } from "./analysis-facts.ts";
export { type AnalysisPort, gatherAnalysis } from "./gather-analysis.ts";
export { describeAnalysis, renderAnalysis } from "./render-analysis.ts";
export { isRule } from "./rules/rule-table.ts";
