import type { Person } from "@plugsmith/schemas";

/** One version that travelled the loop. */
export interface VersionEvidence {
  readonly version: string;
  readonly issue: number;
  readonly pullRequest: number;
  headSha: string;
  digest: string;
  approvals: readonly Person[];
  releaseUrl: string;
  bundlePath: string;
  registryEntry: unknown;
}

/** What `plugsmith demo --json` prints: everything a sceptic needs to check the loop. */
export interface DemoEvidence {
  readonly schemaVersion: 1;
  status: "success" | "failed";
  code: string;
  message: string;
  readonly pack: string;
  plugsmithSha: string;
  workFolder: string;
  durationMs: number;
  stages: { title: string; durationMs: number; detail: string }[];
  refusal?: { issue: number; problems: number };
  uncounted: { login: string; reason: string }[];
  versions: VersionEvidence[];
  hotplug: { source: string; because?: string };
  confinement: "os" | "process";
  swap?: { calls: number; lost: number; doubled: number; from: string; to: string };
  rollback?: { failed: string; kept: string };
  revocation?: { version: string; by: string[] };
  agentEvents: Record<string, unknown>[];
  restCalls: Record<string, number>;
}
