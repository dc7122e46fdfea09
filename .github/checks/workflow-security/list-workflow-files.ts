import { planInit } from "../../../app/cli/src/init/index.ts";
import { listProjectFiles, readProjectFile } from "../list-project-files.ts";
import type { Pins } from "./rules/impostor-commit.ts";
import { parseWorkflowFile, type WorkflowFile } from "./workflow-file.ts";

const plugsmith = { sha: "89abcdef0123456789abcdef0123456789abcdef", version: "v1.2.0" };
const repository = "plugsmith/plugsmith";

/** Outside repositories by .github/pins.json, and the stand-in release that `init` pins below. */
export const pins: Pins = { ...JSON.parse(readProjectFile(".github/pins.json")), [repository]: plugsmith };

/** Our workflows and actions, as git sees them. */
export function listOwnFiles(): WorkflowFile[] {
  return listProjectFiles()
    .filter((file) => /^\.github\/workflows\/[^/]+\.ya?ml$|(^|\/)action\.ya?ml$/.test(file))
    .filter((file) => !/\/(packs|fixtures)\//.test(file))
    .map((file) => parseWorkflowFile(file, readProjectFile(file)));
}

/** What `plugsmith init` writes into users' repositories, without a server: then it writes every workflow it has. */
export function listTemplateFiles(): WorkflowFile[] {
  const plan = planInit({
    repository: "acme/forge",
    plugsmithRepository: repository,
    plugsmithSha: plugsmith.sha,
    plugsmithVersion: plugsmith.version,
    approvers: { users: [1, 2].map((id) => ({ id, login: `person${id}` })) },
    bot: "workflow",
  });
  return Object.entries(plan.files)
    .filter(([path]) => path.startsWith(".github/workflows/"))
    .map(([path, text]) => parseWorkflowFile(path, text));
}
