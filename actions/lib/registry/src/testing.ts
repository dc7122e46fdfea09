export { createMemoryRegistryStore, type MemoryRegistryStore } from "./memory-registry-store.ts";
export { keysOf, makeRing, makeSigner } from "./testing/test-tuf.ts";
export { forgeFile, open as openSigned, type Signed, swapRole } from "./testing/tuf-thief.ts";
