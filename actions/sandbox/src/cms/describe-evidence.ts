import { createHash } from "node:crypto";
import type { StepResult } from "@plugsmith/schemas";
import type { CmsFile } from "./parse-cms-output.ts";

/** The evidence's files as a step result lists them; paths start at the folder that the steps share. */
export function describeEvidence(files: readonly CmsFile[]): NonNullable<StepResult["artifacts"]> {
  return files.map(({ name, bytes }) => ({
    name,
    path: `sandbox/${name}`,
    digest: `sha256:${createHash("sha256").update(bytes).digest("hex")}`,
    size: bytes.length,
  }));
}
