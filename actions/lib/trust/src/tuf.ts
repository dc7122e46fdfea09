export {
  decideKnowledge,
  defaultKnowledgePolicy,
  type Knowledge,
  type KnowledgePolicy,
} from "./tuf/decide-knowledge.ts";
export { createHttpTufTransport, type HttpTufOptions } from "./tuf/http-tuf-transport.ts";
export { createMemoryTufTransport } from "./tuf/memory-tuf-transport.ts";
export { refuseEndless, refuseSlow } from "./tuf/read-bounded.ts";
export { readTufPlugin, readTufRegistry, readTufRevocations, readTufTrust } from "./tuf/read-tuf-registry.ts";
export { refreshTuf, type TufRefresh } from "./tuf/refresh-tuf.ts";
export { pluginTarget, registryTargets } from "./tuf/registry-targets.ts";
export type { TufKeyText, TufState, TufTransport } from "./tuf/tuf-ports.ts";
export { locateTarget, type TufView } from "./tuf/tuf-view.ts";
