import type { InitOptions } from "./init-options.ts";

// JSON strings are YAML strings, so nothing that a person typed can become YAML structure.
const quote = (text: string) => JSON.stringify(text);

function renderApprovers(approvers: InitOptions["approvers"]): string[] {
  if ("team" in approvers) return [`  team: ${quote(approvers.team)}`];
  return ["  users:", ...approvers.users.map(({ id, login }) => `    - { id: ${id}, login: ${quote(login)} }`)];
}

function renderBenches(benches: InitOptions["benches"]): string[] {
  if (!benches || benches.length === 0) {
    return [
      "# Benches sign their events with a key of their own and hold no token that can write.",
      "# benches:",
      "#   - id: bench-1",
      "#     publicKey: |",
      "#       -----BEGIN PUBLIC KEY-----",
    ];
  }
  const rows = benches.map(({ id, publicKey }) => `  - { id: ${quote(id)}, publicKey: ${quote(publicKey)} }`);
  return ["# Benches sign their events with a key of their own and hold no token that can write.", "benches:", ...rows];
}

/** What an owner may uncomment; every version is released and entered in the registry without it. */
const channels: readonly string[] = [
  "# Where else versions go, besides the GitHub release and the registry (docs/channels.md). Credentials never stand here:",
  "# PLUGSMITH_NPM_TOKEN and PLUGSMITH_WORDPRESS_PASSWORD are secrets of the environments forge-publish and forge-registry.",
  "# channels:",
  '#   - { name: npm, kind: npm, scope: "@acme" }',
  "#   - { name: wordpress, kind: wordpress-org, username: acme }",
  "#   - { name: shopify, kind: kit, store: shopify }",
];

/** `.github/forge.yml` (schema forge-config). The bot reads it from the default branch only. */
export function renderForgeConfig(options: InitOptions): string {
  const { mode, keys = [], ...addresses } = options.signing ?? { mode: "keyless-public" as const };
  const services = Object.entries(addresses).map(([name, url]) => `  ${name}: ${quote(url)}`);
  return [
    "# What this forge allows. Read from the default branch only: a pull request cannot change the rules that judge it.",
    "schemaVersion: 1",
    "",
    "# Who may approve. reviewers.json on the branch forge/registry is made from this, and later changes of that list",
    "# need the approval of the people who are on it.",
    "approvers:",
    ...renderApprovers(options.approvers),
    "",
    "# Two different people for the exact commit; requesters, pushers and bots never count.",
    "approvals:",
    "  required: 2",
    "  proof: review",
    "",
    "# Whose requests start at once; everybody else's wait for /forge accept.",
    "requests:",
    `  from: ${options.requestsFrom ?? "collaborators"}`,
    "  openPerPerson: 2",
    "  perDay: 20",
    "",
    "# true publishes as soon as the approvals are complete; false waits for /forge publish.",
    "publish:",
    "  automatic: false",
    "",
    "signing:",
    `  mode: ${mode}`,
    ...services,
    ...(keys.length > 0 ? ["  keys:", ...keys.map((key) => `    - publicKey: ${quote(key)}`)] : []),
    "",
    ...channels,
    "",
    ...renderBenches(options.benches),
    "",
  ].join("\n");
}
