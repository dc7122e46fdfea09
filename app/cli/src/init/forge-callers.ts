import type { Caller } from "./render-caller.ts";

const name = { name: "name", description: "Name of the plugin" };
const headSha = { name: "head-sha", description: "Commit of the plugin, 40 hex digits" };
const request = { name: "request", description: "Number of the forge request" };

/** The workflows that the bot dispatches. Inputs and run names are contracts with it (docs/data-flow.md). */
export const forgeCallers: readonly Caller[] = [
  {
    why: [
      "Builds, tests and packs one plugin at one commit. The bot dispatches it on the default branch, so a pull request",
      "cannot choose the workflow that judges it.",
    ],
    name: "forge-pipeline",
    title: ["name", "head-sha"],
    inputs: [
      name,
      headSha,
      request,
      {
        name: "from",
        description: "Step that a retry asked for; every run starts with build all the same",
        required: false,
        options: ["build", "test", "sandbox", "package"],
        fallback: "build",
      },
    ],
    concurrency: [
      "# A newer commit of the same plugin makes the older run worthless.",
      "group: forge-pipeline-${{ inputs.name }}",
      "cancel-in-progress: true",
    ],
    permissions: { contents: "read", checks: "write" },
    calls: "pipeline.yml",
  },
  {
    why: [
      "Rebuilds, merges, signs and publishes one approved commit. Agents check that packages were signed by the workflow",
      "that is pinned here.",
    ],
    name: "forge-publish",
    title: ["name", "head-sha"],
    inputs: [
      name,
      headSha,
      { name: "digest", description: "Approved digest of the package" },
      { name: "pull-request", description: "Number of the pull request" },
      {
        name: "dry-run",
        description: "Check everything and change nothing",
        required: false,
        boolean: true,
        fallback: "false",
      },
    ],
    concurrency: [
      "# One at a time per plugin, and never stopped half way.",
      "group: forge-publish-${{ inputs.name }}",
      "cancel-in-progress: false",
    ],
    permissions: {
      contents: "write",
      "pull-requests": "write",
      actions: "read",
      "id-token": "write",
      issues: "write",
    },
    calls: "publish.yml",
  },
  {
    why: [
      "Suspends or revokes a published version: the job reads the comments that asked for it again before it writes.",
      "Daily, and when the bot finds it late, it signs the registry's newest word again, so that benches know it is the newest.",
    ],
    name: "forge-registry",
    title: ["action", "name", "version"],
    inputs: [
      {
        name: "action",
        description: "suspend or revoke a version, or refresh the registry's signatures",
        required: false,
        options: ["refresh", "suspend", "revoke"],
        fallback: "refresh",
      },
      { ...name, required: false },
      { name: "version", description: "Version of the plugin", required: false },
      { name: "request", description: "Number of the issue that holds the commands", required: false },
    ],
    // Off the full hour, when everybody's clocks start.
    cron: "41 3 * * *",
    concurrency: [
      "# Every waiting run stays in the queue: a revocation must not be replaced by a later one.",
      "group: forge-registry",
      "queue: max",
    ],
    permissions: { contents: "write", issues: "write" },
    calls: "registry.yml",
  },
];
