import { mkdir, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { ForgeError } from "@plugsmith/schemas";
import { unzipSync } from "fflate";
import type { Builtin } from "./builtin.ts";
import { locateInWorkspace } from "./locate-in-workspace.ts";
import { refuseInputs } from "./refuse-inputs.ts";

/** actions/download-artifact: one artifact of the same run, by name, unpacked into `path`. */
export const downloadArtifact: Builtin = async ({ inputs, job, log }) => {
  refuseInputs("actions/download-artifact", inputs, ["name", "path"]);
  const name = inputs["name"] ?? "";
  const zip = name === "" ? undefined : job.github.readArtifact(job.requested.runId, name);
  if (!zip) {
    throw new ForgeError("step_failed", {
      message: `The run has no artifact "${name}".`,
      hint: "An earlier job that this one needs must upload it.",
    });
  }
  const folder = locateInWorkspace(job, inputs["path"] || ".");
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
  log(`Artifact ${name} unpacked`);
  return { "download-path": folder };
};
