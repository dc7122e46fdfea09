import { isAbsolute, relative, resolve } from "node:path";
import { ForgeError } from "@plugsmith/schemas";
import type { JobState } from "../job-state.ts";

/** Absolute path of a step's `path`; only the workspace and the job's temporary folder may be reached. */
export function locateInWorkspace(job: JobState, path: string): string {
  const absolute = resolve(job.workspace, path);
  const inside = [job.workspace, job.temp].some((root) => {
    const way = relative(root, absolute);
    return way === "" || (!way.startsWith("..") && !isAbsolute(way));
  });
  if (inside) return absolute;
  throw new ForgeError("job_unsupported", {
    message: `The path "${path.slice(0, 200)}" lies outside the job's workspace and temporary folder.`,
    hint: "Use a path below the workspace or runner.temp.",
  });
}
