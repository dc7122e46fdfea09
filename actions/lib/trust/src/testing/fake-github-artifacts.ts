import type { StepResult } from "@plugsmith/schemas";
import type { GitHubAnswer } from "../github/github-api.ts";
import type { FakeGitHubState } from "./fake-github-state.ts";
import { testHead, testTimes } from "./make-facts.ts";
import { makeZip } from "./make-zip.ts";

export interface FakeArtifact {
  id: number;
  runId: number;
  name: string;
  expired?: boolean;
  /** What GitHub says of its size, where that is not the truth. */
  size?: number;
  /** The zip, base64. */
  bytes: string;
}

/** The list of a run's artifacts. */
export function handleArtifacts(state: FakeGitHubState, path: string, page: number): GitHubAnswer | undefined {
  const run = Number(/^\/actions\/runs\/(\d+)\/artifacts$/u.exec(path)?.[1]);
  if (Number.isNaN(run)) return undefined;
  const artifacts = (state.artifacts ?? [])
    .filter(({ runId }) => runId === run)
    .map(({ id, name, expired = false, bytes, size }) => ({ id, name, expired, size_in_bytes: size ?? bytes.length }));
  return { status: 200, body: { artifacts: artifacts.slice((page - 1) * 100, page * 100) } };
}

/** An artifact's bytes; GitHub serves them to nobody who asks for an octet-stream. */
export function readArtifact(state: FakeGitHubState, path: string, accept: string | undefined): Buffer | undefined {
  const id = Number(/\/actions\/artifacts\/(\d+)\/zip$/u.exec(path)?.[1]);
  const found = (state.artifacts ?? []).find((artifact) => artifact.id === id);
  if (found && accept !== "application/vnd.github+json") throw new Error("fake GitHub: 415, artifacts are JSON's");
  return found && Buffer.from(found.bytes, "base64");
}

/** The results of a green run for bench-hello 1.0.0 at `testHead`; what is given replaces fields of that step. */
export function makeStepResults(
  digest: string,
  given: Partial<Record<"test" | "sandbox" | "package", object>> = {},
): Record<string, StepResult> {
  const shared = {
    schemaVersion: 1,
    status: "success",
    code: "ok",
    message: "Done.",
    plugin: { name: "bench-hello", version: "1.0.0" },
    headSha: testHead,
    startedAt: testTimes.pipelineEnd,
    durationMs: 1,
  } as const;
  const contract = [
    { suite: "events", check: "device", status: "passed" },
    { suite: "lifecycle", check: "load", status: "passed" },
    { suite: "webhooks", check: "payload_format", status: "not_applicable" },
  ] as const;
  const tests = { passed: 12, failed: 0, skipped: 0 };
  const sandbox = {
    driver: "native",
    level: "contract",
    network: "none",
    limits: { memoryMiB: 64 },
    versions: { node: "24.21.0", plugin: "1.0.0" },
    measurements: { loadMs: 3 },
  } as const;
  return {
    test: {
      ...shared,
      step: "test",
      confinement: "os",
      tests,
      contract: [...contract],
      facts: { contractBy: "plugin" },
      ...given.test,
    },
    sandbox: {
      ...shared,
      step: "sandbox",
      confinement: "os",
      sandbox,
      facts: { held_network: true, held_files: true },
      ...given.sandbox,
    },
    package: { ...shared, step: "package", digest, ...given.package },
  };
}

/** The artifact `forge-results` of run 700 with these files; values that are no text become JSON. */
export function makeResultsArtifact(files: Readonly<Record<string, unknown>>, given: Partial<FakeArtifact> = {}) {
  const zip = makeZip(
    Object.entries(files).map(([step, content]) => ({
      name: `${step}.json`,
      data: typeof content === "string" ? content : JSON.stringify(content),
      deflate: true,
    })),
  );
  return { id: 800, runId: 700, name: "forge-results", bytes: zip.toString("base64"), ...given };
}
