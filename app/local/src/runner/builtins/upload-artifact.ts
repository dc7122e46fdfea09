import { createHash } from "node:crypto";
import { globSync, lstatSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { basename, dirname, isAbsolute, join, relative, sep } from "node:path";
import { ForgeError } from "@plugsmith/schemas";
import { zipSync } from "fflate";
import type { JobState } from "../job-state.ts";
import type { Builtin } from "./builtin.ts";
import { locateInWorkspace } from "./locate-in-workspace.ts";
import { refuseInputs } from "./refuse-inputs.ts";

const known = [
  "name",
  "path",
  "if-no-files-found",
  "retention-days",
  "compression-level",
  "include-hidden-files",
  "overwrite",
];

function findFiles(job: JobState, patterns: readonly string[], hidden: boolean): { files: string[]; roots: string[] } {
  const files = new Set<string>();
  const roots: string[] = [];
  for (const pattern of patterns) {
    const absolute = locateInWorkspace(job, pattern);
    const hits = /[*?[]/.test(pattern) ? globSync(absolute) : [absolute];
    for (const hit of hits) {
      const info = lstatSync(hit, { throwIfNoEntry: false });
      if (info?.isFile()) files.add(hit);
      if (info?.isDirectory()) {
        for (const entry of globSync("**/*", { cwd: hit, withFileTypes: true })) {
          // Links are left out: what they point to may lie anywhere on this machine.
          if (entry.isFile()) files.add(join(entry.parentPath, entry.name));
        }
      }
    }
    const fixed = absolute.split(sep).slice(
      0,
      absolute.split(sep).findIndex((part) => /[*?[]/.test(part)),
    );
    const single = lstatSync(absolute, { throwIfNoEntry: false });
    roots.push(/[*?[]/.test(pattern) ? fixed.join(sep) : single?.isDirectory() ? absolute : dirname(absolute));
  }
  const visible = [...files].filter((file) => hidden || !relative(job.workspace, file).split(sep).some(isHidden));
  return { files: visible.sort(), roots };
}

const isHidden = (part: string) => part.startsWith(".") && part !== "." && part !== "..";

function findRoot(roots: readonly string[]): string {
  let root = roots[0] ?? sep;
  const holds = (path: string) => path === root || path.startsWith(root.endsWith(sep) ? root : root + sep);
  while (!roots.every(holds)) root = dirname(root);
  return root;
}

/** actions/upload-artifact: the files of `path` as a zip kept by the local GitHub. A name is used once per run, unless `overwrite` says that the newest counts. */
export const uploadArtifact: Builtin = async ({ inputs, job, log }) => {
  refuseInputs("actions/upload-artifact", inputs, known);
  const name = inputs["name"] || "artifact";
  const { runId } = job.requested;
  const patterns = (inputs["path"] ?? "")
    .split("\n")
    .map((line) => line.trim())
    .filter(Boolean);
  const { files, roots } = findFiles(job, patterns, inputs["include-hidden-files"] === "true");
  if (files.length === 0) {
    const message = `No files were found for the artifact "${name}" at ${patterns.join(", ")}.`;
    const behaviour = inputs["if-no-files-found"] || "warn";
    if (behaviour === "error") throw new ForgeError("step_failed", { message });
    if (behaviour === "warn") log(`##[warning]${message}`);
    return {};
  }
  if (inputs["overwrite"] !== "true" && job.github.readArtifact(runId, name) !== undefined) {
    throw new ForgeError("step_failed", { message: `The run already has an artifact "${name}".` });
  }
  const root = findRoot(roots);
  const entries = await Promise.all(
    files.map(async (file) => {
      const way = relative(root, file);
      return [isAbsolute(way) || way.startsWith("..") ? basename(file) : way, await readFile(file)] as const;
    }),
  );
  const zip = zipSync(Object.fromEntries(entries), { level: 1 });
  const { id } = job.github.addArtifact(runId, name, zip);
  log(`Artifact ${name}: ${files.length} files, ${zip.byteLength} bytes`);
  return { "artifact-id": String(id), "artifact-digest": createHash("sha256").update(zip).digest("hex") };
};
