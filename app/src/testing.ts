export { createGitAuditStore } from "./audit/git-audit-store.ts";
export { openGitTextStore } from "./audit/git-text-store.ts";
export { createMemoryAuditStore } from "./audit/memory-audit-store.ts";
export { openGitMirror } from "./mirror/git-mirror-store.ts";
export { createFakeForge, type FakeForge } from "./testing/fake-forge.ts";
export { createFakeGitHub, type FakeGitHub } from "./testing/fake-github.ts";
export { friendlyFiles, friendlyIssues } from "./testing/friendly-requests.ts";
export { hostileRequests } from "./testing/hostile-requests.ts";
