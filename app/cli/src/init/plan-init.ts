import { initRegistry } from "@plugsmith/registry";
import { ForgeError } from "@plugsmith/schemas";
import { forgeCallers } from "./forge-callers.ts";
import type { InitOptions, InitPerson } from "./init-options.ts";
import { readIssueForm } from "./read-issue-form.ts";
import { renderBotWorkflows } from "./render-bot-workflows.ts";
import { renderCaller } from "./render-caller.ts";
import { renderForgeConfig } from "./render-forge-config.ts";

/** What a repository needs to become a forge. */
export interface InitPlan {
  /** Files of the default branch: path to text. */
  readonly files: Record<string, string>;
  /** Files of the first commit of the branch forge/registry: path to text. */
  readonly registry: Record<string, string>;
}

const repositoryName = /^[A-Za-z0-9][A-Za-z0-9-]{0,38}\/[A-Za-z0-9._-]{1,100}$/;
const needed = 2;

function refuse(message: string, hint: string): never {
  throw new ForgeError("config_invalid", { message, hint });
}

function decideReviewers(options: InitOptions): readonly InitPerson[] {
  const people = options.reviewers ?? ("users" in options.approvers ? options.approvers.users : []);
  if (new Set(people.map((person) => person.id)).size < needed) {
    refuse(
      `A forge needs at least ${needed} different approvers; ${people.length} given.`,
      "Name at least two people (numeric id and login), or a team with two members.",
    );
  }
  return people;
}

/**
 * Every file that makes a repository a forge, and the first registry. Pure but for the issue form, which is read from this
 * project. Throws `config_invalid` for a name, pin or group of approvers that cannot work.
 */
export function planInit(options: InitOptions): InitPlan {
  for (const name of [options.repository, options.plugsmithRepository]) {
    if (!repositoryName.test(name)) refuse(`"${name.slice(0, 100)}" is no repository.`, "Write owner/name.");
  }
  if (!/^[0-9a-f]{40}$/.test(options.plugsmithSha)) {
    refuse("The Plugsmith commit is not a full SHA.", "Give the 40 hex digits of a release commit; tags can be moved.");
  }
  if (options.plugsmithVersion !== undefined && !/^v\d[\w.-]{0,40}$/.test(options.plugsmithVersion)) {
    refuse("The Plugsmith version is not understood.", "Write it like v1.2.0.");
  }
  const at = (options.at ?? new Date()).toISOString();
  const callers = forgeCallers.map((caller) => [`.github/workflows/${caller.name}.yml`, renderCaller(caller, options)]);
  const reviewers = decideReviewers(options).map(({ id, login }) => ({
    id,
    login,
    role: "approver" as const,
    from: at,
  }));
  return {
    files: {
      ".github/ISSUE_TEMPLATE/forge-request.yml": options.issueForm ?? readIssueForm(),
      ".github/forge.yml": renderForgeConfig(options),
      ...Object.fromEntries(callers),
      ...(options.bot === "workflow" ? renderBotWorkflows(options) : {}),
    },
    registry: initRegistry({
      repository: options.repository,
      reviewers,
      at,
      signers: [
        {
          workflow: `https://github.com/${options.plugsmithRepository}/.github/workflows/publish.yml`,
          digest: options.plugsmithSha,
          ...(options.plugsmithVersion === undefined ? {} : { note: options.plugsmithVersion }),
        },
      ],
      ...(options.trustedRoot === undefined ? {} : { trustedRoot: options.trustedRoot }),
    }),
  };
}
