/** Permissions of each job, by file and job id. */
export type PermissionTable = Readonly<Record<string, Readonly<Record<string, Readonly<Record<string, string>>>>>>;

const read = { contents: "read" };

/** The only permissions that jobs have: our workflows, then what `plugsmith init` writes. docs/data-flow.md says what each is for. */
export const permissionTable: PermissionTable = {
  ".github/workflows/ci.yml": { checks: read, "self-reference": read, "built-action": read, ci: {} },
  ".github/workflows/self-reference.yml": { resolve: read },
  ".github/workflows/release.yml": { build: read, tag: { contents: "write" } },
  ".github/workflows/pipeline.yml": { work: read, compatibility: read, report: { checks: "write" } },
  ".github/workflows/publish.yml": {
    rebuild: read,
    merge: { contents: "write", "pull-requests": "write", actions: "read" },
    plan: { contents: "read", issues: "read" },
    sign: { "id-token": "write", contents: "read", "pull-requests": "read", actions: "read" },
    publish: { contents: "write", issues: "write" },
  },
  ".github/workflows/registry.yml": { registry: { contents: "write", issues: "write" } },
  // A caller grants what its called jobs take; `wake` tells the bot that the run ended.
  ".github/workflows/forge-pipeline.yml": { forge: { contents: "read", checks: "write" }, wake: { actions: "write" } },
  ".github/workflows/forge-publish.yml": {
    forge: {
      contents: "write",
      "pull-requests": "write",
      actions: "read",
      "id-token": "write",
      issues: "write",
    },
    wake: { actions: "write" },
  },
  ".github/workflows/forge-registry.yml": { forge: { contents: "write", issues: "write" }, wake: { actions: "write" } },
  ".github/workflows/forge.yml": {
    bot: { contents: "write", issues: "write", "pull-requests": "write", checks: "write", actions: "write" },
  },
  ".github/workflows/forge-wake.yml": { wake: {} },
};
