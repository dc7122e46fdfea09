export { createMemoryRegistryStore, type MemoryRegistryStore } from "./memory-registry-store.ts";
export { add as addTestVersion } from "./testing/test-registry.ts";
export { keysOf, makeRing, makeSigner, makeTufForge, type TufForge } from "./testing/test-tuf.ts";
export { describeText, forgeFile, open as openSigned, type Signed, swapRole } from "./testing/tuf-thief.ts";
