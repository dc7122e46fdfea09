export { createMemoryAuditStore } from "./audit/memory-audit-store.ts";
export { createFakeForge, type FakeForge } from "./testing/fake-forge.ts";
export { createFakeGitHub, type FakeGitHub } from "./testing/fake-github.ts";
