export type { Outcome } from "./outcome.ts";
export { runCommandLine } from "./run-command-line.ts";
export { runVerb, type VerbCall, type VerbHandler } from "./run-verb.ts";
