export { type FakeBench, openFakeBench } from "./testing/fake-bench.ts";
export { type FakeForge, type FakePackage, openFakeForge } from "./testing/fake-forge.ts";
export { recordedControl1, serveRecordedControl } from "./testing/recorded-control.ts";
export { makeFolderBench } from "./testing/spawn-agent.ts";
