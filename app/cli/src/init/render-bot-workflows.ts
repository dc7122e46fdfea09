import type { InitOptions } from "./init-options.ts";

/**
 * The two files of a forge without a server: forge.yml runs the bot for one event, forge-wake.yml turns events of pull
 * requests into a `workflow_run`, because those events run the pull request's own workflow files.
 */
export function renderBotWorkflows(options: InitOptions): Record<string, string> {
  const pin = `${options.plugsmithRepository}@${options.plugsmithSha} # ${options.plugsmithVersion ?? "v0"}`;
  return {
    ".github/workflows/forge.yml": `# The bot without a server (evaluation mode): each event starts it once, it reads GitHub again and acts.
# A lost event costs nothing: the schedule looks at every open request.
name: forge

on:
  issues:
    types: [opened, edited, reopened, closed, labeled]
  issue_comment:
    # Edited comments are never commands.
    types: [created]
  workflow_run:
    workflows: [forge-pipeline, forge-publish, forge-registry, forge-wake]
    types: [completed]
  workflow_dispatch:
    inputs:
      after:
        description: Run of the forge that is about to end; the bot waits for it. Empty looks at every open request.
        type: string
  repository_dispatch:
    types: [forge-bench-event]
  schedule:
    - cron: "17 * * * *"

permissions: {}

concurrency:
  group: forge-\${{ github.event.issue.number || github.event.workflow_run.id || github.run_id }}
  # All waiting events stay in the queue.
  queue: max

jobs:
  bot:
    runs-on: ubuntu-24.04
    timeout-minutes: 10
    permissions:
      # Commits on its own branches, the audit record, releases' state.
      contents: write
      issues: write
      pull-requests: write
      checks: write
      # Starts the pipeline on the default branch.
      actions: write
    steps:
      - uses: ${pin}
        with:
          github-token: \${{ github.token }}
`,
    ".github/workflows/forge-wake.yml": `# Does nothing and may do nothing: its end (workflow_run) wakes the bot, which runs from the default branch.
# Never pull_request_target: that would run strangers' pull requests beside a token.
name: forge-wake

on:
  pull_request:
    types: [opened, synchronize, reopened, closed]
  pull_request_review:
    types: [submitted, dismissed]

permissions: {}

jobs:
  wake:
    runs-on: ubuntu-24.04
    timeout-minutes: 1
    permissions: {}
    steps:
      - run: "true"
`,
  };
}
