import { mkdir, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { ForgeError } from "@plugsmith/schemas";
import { unzipSync } from "fflate";
import type { JobState } from "../job-state.ts";
import type { Builtin } from "./builtin.ts";
import { locateInWorkspace } from "./locate-in-workspace.ts";
import { refuseInputs } from "./refuse-inputs.ts";

async function unpackArtifact(job: JobState, name: string, folder: string): Promise<void> {
  const zip = name === "" ? undefined : job.github.readArtifact(job.requested.runId, name);
  if (!zip) {
    throw new ForgeError("step_failed", {
      message: `The run has no artifact "${name}".`,
      hint: "An earlier job that this one needs must upload it.",
    });
  }
  for (const [path, bytes] of Object.entries(unzipSync(zip))) {
    if (path.endsWith("/")) continue;
    if (path.startsWith("/") || path.split("/").includes("..")) {
      throw new ForgeError("step_failed", {
        message: `The artifact "${name}" holds the unsafe path "${path.slice(0, 100)}".`,
      });
    }
    const file = join(folder, path);
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, bytes);
  }
}

/** Names of the run's artifacts that a pattern names; `*` is the only sign in it that is more than itself. */
function findNames({ github, requested }: JobState, pattern: string): readonly string[] {
  const [start = "", ...rest] = pattern.split("*");
  const end = rest.at(-1) ?? "";
  if (rest.length !== 1)
    throw new ForgeError("step_failed", { message: `The local runner knows patterns with one "*", not "${pattern}".` });
  return github
    .listArtifacts(requested.runId)
    .filter((name) => name.length >= start.length + end.length && name.startsWith(start) && name.endsWith(end));
}

/**
 * actions/download-artifact: artifacts of the same run unpacked into `path`: one by name, or, with `merge-multiple: true`, all that
 * a pattern names, which may be none.
 */
export const downloadArtifact: Builtin = async ({ inputs, job, log }) => {
  refuseInputs("actions/download-artifact", inputs, ["name", "path", "pattern", "merge-multiple"]);
  const { pattern } = inputs;
  if (pattern !== undefined && inputs["merge-multiple"] !== "true")
    throw new ForgeError("step_failed", {
      message: "The local runner merges what a pattern names: merge-multiple: true.",
    });
  const folder = locateInWorkspace(job, inputs["path"] || ".");
  for (const name of pattern === undefined ? [inputs["name"] ?? ""] : findNames(job, pattern)) {
    await unpackArtifact(job, name, folder);
    log(`Artifact ${name} unpacked`);
  }
  return { "download-path": folder };
};
