export { decideInitWrites, refuseInitConflicts } from "./decide-init-writes.ts";
export type { InitOptions, InitPerson } from "./init-options.ts";
export { planInit } from "./plan-init.ts";
