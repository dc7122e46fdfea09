export { actionsToolkit } from "./actions-toolkit.ts";
export { type LocalToolkitOptions, localToolkit } from "./local-toolkit.ts";
export { parseStepInputs, type StepInputs } from "./parse-step-inputs.ts";
export { readPluginManifest } from "./read-plugin-manifest.ts";
export { readStepResult } from "./read-step-result.ts";
export { readTree, type TreeEntry } from "./read-tree.ts";
export { type RunStepResult, runStep } from "./run-step.ts";
export type { Step, StepName, StepReport } from "./step.ts";
export type { Annotation, ConfinedRequest, ConfinedResult, RunFacts, StepToolkit } from "./step-toolkit.ts";
