export { applyTrial } from "./apply-trial.ts";
export { decideVerdict } from "./decide-verdict.ts";
export { gatherTrial } from "./gather-trial.ts";
