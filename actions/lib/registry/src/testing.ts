export { createMemoryRegistryStore, type MemoryRegistryStore } from "./memory-registry-store.ts";
