export { decideInitWrites, type InitWrites, refuseInitConflicts } from "./decide-init-writes.ts";
export type { InitOptions, InitPerson } from "./init-options.ts";
export { type InitPlan, planInit } from "./plan-init.ts";
