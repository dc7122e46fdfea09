import { mkdir } from "node:fs/promises";
import { ForgeError } from "@plugsmith/schemas";
import { allows } from "../permissions.ts";
import { runGit } from "../read-commit.ts";
import type { Builtin } from "./builtin.ts";
import { locateInWorkspace } from "./locate-in-workspace.ts";
import { refuseInputs } from "./refuse-inputs.ts";

const known = [
  "ref",
  "repository",
  "path",
  "persist-credentials",
  "fetch-depth",
  "token",
  "clean",
  "fetch-tags",
  "show-progress",
];

/**
 * actions/checkout: a real `git fetch` from the local GitHub's repository; never this machine's working copy. The job's own
 * repository needs `contents: read`, as a private one does on GitHub.
 */
export const checkout: Builtin = async ({ inputs, job, log }) => {
  refuseInputs("actions/checkout", inputs, known);
  const repository = inputs["repository"] || job.requested.repository;
  const own = repository === job.requested.repository;
  if (own && !allows(job.permissions, "contents", "read")) {
    throw new ForgeError("permission_missing", {
      message: `The job may not read ${repository}: its permissions have no "contents: read".`,
      hint: 'Add "contents: read" to the permissions of the job and of every caller.',
    });
  }
  const ref = inputs["ref"] || (own ? job.requested.sha : job.github.readRepository(repository).defaultBranch);
  if (!/^[\w][\w./-]*$/.test(ref) || ref.includes("..")) {
    throw new ForgeError("job_unsupported", { message: `"${ref.slice(0, 100)}" is no ref that can be checked out.` });
  }
  const folder = locateInWorkspace(job, inputs["path"] || ".");
  await mkdir(folder, { recursive: true });
  const git = (...args: string[]) => runGit(["-C", folder, ...args]);
  await git("init", "--quiet", "--initial-branch=main");
  // The server's door is widened for this one call, so that any commit can be fetched by its SHA, as on GitHub.
  const serve = "git -c uploadpack.allowAnySHA1InWant=true -c safe.directory=* upload-pack";
  const depth = inputs["fetch-depth"] === "0" ? [] : ["--depth=1"];
  const url = `file://${job.github.gitDirectory(repository)}`;
  try {
    await git("fetch", "--quiet", "--no-tags", ...depth, `--upload-pack=${serve}`, url, ref);
  } catch (cause) {
    throw new ForgeError("reference_missing", { message: `${repository} has no "${ref}" to check out.`, cause });
  }
  await git("checkout", "--quiet", "--detach", "FETCH_HEAD");
  await git("remote", "add", "origin", `${job.github.url}/${repository}`);
  if ((inputs["persist-credentials"] ?? "true") !== "false") {
    const secret = Buffer.from(`x-access-token:${inputs["token"] || job.token}`).toString("base64");
    job.masks.add(secret);
    await git("config", "--local", `http.${job.github.url}/.extraheader`, `AUTHORIZATION: basic ${secret}`);
  }
  const commit = (await git("rev-parse", "HEAD")).trim();
  log(`Checked out ${repository} at ${commit}`);
  return { ref, commit };
};
