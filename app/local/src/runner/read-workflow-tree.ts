import { ForgeError } from "@plugsmith/schemas";
import type { WorkflowParser } from "./load-workflow-parser.ts";
import type { LocalGitHub } from "./local-github-port.ts";
import { parseUses } from "./parse-uses.ts";
import { parseWorkflowFile } from "./parse-workflow-file.ts";
import { findExcess, type Permissions } from "./permissions.ts";
import { readCommitFile } from "./read-commit.ts";
import type { FileSource, WorkflowFile } from "./workflow-file.ts";

/** A workflow, the permissions each of its jobs gets, and the workflows its jobs call. */
export interface WorkflowTree {
  readonly source: FileSource;
  readonly file: WorkflowFile;
  readonly permissions: ReadonlyMap<string, Permissions>;
  readonly callees: ReadonlyMap<string, WorkflowTree>;
}

// GitHub's limit is ten levels; four is what its Enterprise Server allows, and more than we use.
const deepest = 4;

function decideSource(uses: string, caller: FileSource): FileSource {
  const reference = parseUses(uses);
  if (reference.kind !== "remote") {
    const at = caller.identity.slice(caller.identity.lastIndexOf("@"));
    const { repository, sha } = caller;
    return { repository, sha, path: reference.path, identity: `${repository}/${reference.path}${at}` };
  }
  const { repository, path, sha } = reference;
  return { repository, path, sha, identity: `${repository}/${path}@${sha}` };
}

/**
 * Reads a workflow and everything it calls before any job starts, as GitHub does, so a wrong reference or a
 * permission that a caller does not have stops the run as a start-up failure. Absent permissions are none
 * (stricter than GitHub, whose default is a repository setting).
 */
export async function readWorkflowTree(
  github: LocalGitHub,
  parser: WorkflowParser,
  source: FileSource,
  granted?: Permissions,
  level = 1,
): Promise<WorkflowTree> {
  const name = `${source.repository}/${source.path}@${source.sha.slice(0, 10)}`;
  if (level > deepest)
    throw new ForgeError("workflow_invalid", { message: `${name} is called more than ${deepest} levels deep.` });
  const text = await readCommitFile(github.gitDirectory(source.repository), source.sha, source.path);
  if (text === undefined) {
    throw new ForgeError("reference_missing", {
      message: `${source.repository} has no ${source.path} at ${source.sha}.`,
      hint: "Push the commit that has it, or correct the pin.",
    });
  }
  const file = parseWorkflowFile(await parser.parseWorkflow(name, text), source.path);
  const permissions = new Map<string, Permissions>();
  const callees = new Map<string, WorkflowTree>();
  for (const job of file.jobs) {
    const wanted = job.permissions ?? file.permissions ?? granted ?? {};
    const excess = granted && findExcess(wanted, granted);
    if (excess !== undefined) {
      throw new ForgeError("workflow_permissions", {
        message: `Job ${job.id} of ${name} asks for "${excess}: ${wanted[excess]}", but its caller grants "${excess}: ${granted?.[excess] ?? "none"}".`,
        hint: `Add "${excess}: ${wanted[excess]}" to the permissions of the calling job.`,
      });
    }
    permissions.set(job.id, wanted);
    if (job.uses !== undefined) {
      const callee = await readWorkflowTree(github, parser, decideSource(job.uses, source), wanted, level + 1);
      if (!callee.file.events.includes("workflow_call")) {
        throw new ForgeError("workflow_invalid", {
          message: `${callee.source.path} cannot be called: it has no workflow_call.`,
        });
      }
      callees.set(job.id, callee);
    }
  }
  return { source, file, permissions, callees };
}
