export { openRegistryReader } from "./registry/open-registry-reader.ts";
export type { RegistryReader } from "./registry/registry-reader.ts";
export { createRegistryTrustStore } from "./registry/registry-trust-store.ts";
export { type FakeBench, openFakeBench } from "./testing/fake-bench.ts";
export { type FakeForge, type FakePackage, openFakeForge } from "./testing/fake-forge.ts";
export { recordedControl1, serveRecordedControl } from "./testing/recorded-control.ts";
export { makeFolderBench } from "./testing/spawn-agent.ts";
