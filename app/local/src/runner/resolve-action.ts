import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { ForgeError } from "@plugsmith/schemas";
import type { Builtin } from "./builtins/builtin.ts";
import { builtins } from "./builtins/index.ts";
import { extractAction } from "./extract-action.ts";
import type { StepScope } from "./job-state.ts";
import { type ActionFile, parseActionFile } from "./parse-action-file.ts";
import { parseUses } from "./parse-uses.ts";
import type { FileSource } from "./workflow-file.ts";

export type ResolvedAction =
  | { readonly kind: "builtin"; readonly run: Builtin }
  | { readonly kind: "files"; readonly action: ActionFile; readonly folder: string; readonly source: FileSource };

/** Finds the action of a `uses:` at exactly its commit. Throws `reference_missing` when there is none. */
export async function resolveAction(uses: string, scope: StepScope): Promise<ResolvedAction> {
  const { job } = scope;
  const reference = parseUses(uses);
  if (reference.kind === "workspace") return readAction(join(job.workspace, reference.path), uses, scope, scope.source);
  if (reference.kind === "remote" && reference.path === "") {
    const run = builtins.get(reference.repository);
    if (run) return { kind: "builtin", run };
  }
  const { repository, sha } = reference.kind === "remote" ? reference : scope.source;
  const gitDirectory = job.github.gitDirectory(repository);
  const folder = await extractAction({ repository, gitDirectory, sha, path: reference.path }, job.actionsFolder);
  const source = { repository, sha, path: reference.path, identity: `${repository}/${reference.path}@${sha}` };
  return readAction(folder, uses, scope, source);
}

async function readAction(folder: string, uses: string, scope: StepScope, source: FileSource): Promise<ResolvedAction> {
  const file = ["action.yml", "action.yaml"].map((name) => join(folder, name)).find((path) => existsSync(path));
  if (file === undefined) {
    throw new ForgeError("reference_missing", {
      message: `There is no action.yml at "${uses}".`,
      hint: uses.startsWith("./") ? "Check the repository out first." : "Correct the path or the commit.",
    });
  }
  const template = scope.job.parser.parseAction(uses, await readFile(file, "utf8"));
  return { kind: "files", action: parseActionFile(template, uses), folder, source };
}
