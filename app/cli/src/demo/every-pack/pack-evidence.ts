import type { ContractReport } from "@plugsmith/schemas";

/** What became of one pack's request on its way to a package. */
export interface PackEvidence {
  readonly pack: string;
  readonly packVersion: string;
  readonly packDigest: string;
  readonly runtime: string;
  readonly supportedVersions: string;
  readonly features: readonly string[];
  readonly locales: readonly string[];
  readonly publishes: readonly string[];
  /** Files of the plugin's folder, tests included. */
  readonly files: number;
  /** `skipped`: this machine lacks a program that the pack's runtime needs. */
  status: "success" | "failed" | "skipped";
  /** Why it stopped, with the step. */
  message: string;
  tests: ContractReport["tests"];
  judgedBy: ContractReport["judgedBy"] | "";
  checks: ContractReport["checks"];
  /** `real`: the platform itself; `contract`: a kernel of it; empty when the sandbox was not reached. */
  sandbox: { level: string; driver: string };
  /** Folder with pictures of the platform; empty when the sandbox took none. */
  screenshots: string;
  digest: string;
  bytes: number;
  durationMs: number;
}
