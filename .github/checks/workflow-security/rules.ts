import { pins } from "./list-workflow-files.ts";
import { permissionTable } from "./permission-table.ts";
import type { Rule } from "./rule.ts";
import { artipacked } from "./rules/artipacked.ts";
import { botConditions } from "./rules/bot-conditions.ts";
import { cachePoisoning } from "./rules/cache-poisoning.ts";
import { dangerousTriggers } from "./rules/dangerous-triggers.ts";
import { excessivePermissions } from "./rules/excessive-permissions.ts";
import { githubEnv } from "./rules/github-env.ts";
import { impostorCommit } from "./rules/impostor-commit.ts";
import { pluginCode } from "./rules/plugin-code.ts";
import { secretsOutsideEnv } from "./rules/secrets-outside-env.ts";
import { templateInjection } from "./rules/template-injection.ts";
import { unpinnedUses } from "./rules/unpinned-uses.ts";

/** Everything that no workflow of ours, nor any that we write for others, may do. */
export const rules: readonly Rule[] = [
  templateInjection,
  githubEnv,
  dangerousTriggers,
  artipacked,
  unpinnedUses,
  impostorCommit(pins),
  excessivePermissions(permissionTable),
  secretsOutsideEnv,
  botConditions,
  cachePoisoning,
  pluginCode,
];
