/** Addresses and people of a running development forge. */
export interface DevFacts {
  readonly github: string;
  readonly bot: string;
  readonly repository: string;
  readonly controlSocket: string;
  readonly policyFile: string;
  readonly hotplug: string;
  readonly workFolder: string;
  readonly people: readonly { readonly role: string; readonly login: string; readonly token: string }[];
}

/** What to type next, with the addresses of this very forge. The tokens are worth nothing outside it. */
export function renderDevGuide(facts: DevFacts): string {
  const { github, repository } = facts;
  const token = (role: string) => facts.people.find((person) => person.role === role)?.token ?? "";
  const api = `${github}/repos/${repository}`;
  const curl = (role: string, path: string, body: string) =>
    `  curl -sS -H 'authorization: Bearer ${token(role)}' -d '${body}' ${api}${path}`;
  const request = String.raw`{"title":"Forge request: my-board","labels":["forge-request"],"body":"### cms\n\nbench\n\n### name\n\nmy-board\n\n### description\n\nReads my board on the bench\n\n### usb\n\n0403:6001"}`;
  return [
    "",
    `GitHub (API)   ${github}   repository ${repository}`,
    `Bot            ${facts.bot}   /healthz /readyz /metrics`,
    `Agent          ${facts.controlSocket}   hot-plug: ${facts.hotplug}`,
    `Work folder    ${facts.workFolder}   bot.log, agent.log, runner/`,
    `People         ${facts.people.map((person) => `${person.login} (${person.role})`).join(", ")}`,
    "",
    "Open a request:",
    curl("requester", "/issues", request),
    "Read what the bot says (issue 1):",
    `  curl -sS ${api}/issues/1/comments`,
    "Approve the pull request (number 2; twice, as both approvers), then publish:",
    curl("approver1", "/pulls/2/reviews", '{"event":"APPROVE","body":"read it"}'),
    curl("approver2", "/pulls/2/reviews", '{"event":"APPROVE","body":"read it"}'),
    curl("approver1", "/issues/1/comments", '{"body":"/forge publish"}'),
    "Look at the bench:",
    `  npm run plugsmith -- agent status --socket ${facts.controlSocket}`,
    "",
    "Ctrl-C stops everything.",
  ].join("\n");
}
