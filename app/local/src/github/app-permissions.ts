/** What the bot's App is granted by default; the installation's tokens can do this and nothing else. */
export const defaultAppPermissions: Record<string, string> = {
  metadata: "read",
  contents: "write",
  issues: "write",
  pull_requests: "write",
  checks: "write",
  actions: "write",
  members: "read",
  deployments: "write",
};
