import type { Paint } from "../terminal.ts";

/** Addresses and people of a running development forge. */
export interface DevFacts {
  readonly github: string;
  readonly bot: string;
  readonly repository: string;
  readonly controlSocket: string;
  readonly policyFile: string;
  /** The registry's first root, as people would hand it out. */
  readonly rootFile: string;
  readonly hotplug: string;
  readonly workFolder: string;
  readonly people: readonly { readonly role: string; readonly login: string; readonly token: string }[];
}

const cli = "npm run -s plugsmith --";
const fields = { cms: "bench", name: "my-board", description: "Reads my board on the bench", usb: "0403:6001" };

/** The text of a request file, and the body of an issue, as a shell's single-quoted words. */
const requestFile = String.raw`'cms: bench\nname: my-board\ndescription: Reads my board on the bench\nusb: ["0403:6001"]\n'`;
const issue = JSON.stringify({
  title: `Forge request: ${fields.name}`,
  labels: ["forge-request"],
  body: Object.entries(fields)
    .map(([label, value]) => `### ${label}\n\n${value}`)
    .join("\n\n"),
});

function renderCliSteps(facts: DevFacts, token: (role: string) => string): string[] {
  return [
    `export GITHUB_API_URL=${facts.github} GITHUB_REPOSITORY=${facts.repository}`,
    `export PLUGSMITH_AGENT_SOCKET=${facts.controlSocket}`,
    `printf ${requestFile} | GITHUB_TOKEN=${token("requester")} ${cli} request open -`,
    `GITHUB_TOKEN=${token("approver1")} ${cli} request approve 1 --wait`,
    `GITHUB_TOKEN=${token("approver2")} ${cli} request approve 1`,
    `GITHUB_TOKEN=${token("approver1")} ${cli} request command 1 publish`,
    `GITHUB_TOKEN=${token("requester")} ${cli} request show 1 --until published`,
    `${cli} dev plug 0403:6001 --serial A1 --port 1-2 --work ${facts.workFolder}`,
    `${cli} agent status`,
    `${cli} agent call my-board identify key=A1`,
    `${cli} dev unplug 1-2 --work ${facts.workFolder}`,
  ];
}

function renderCurlSteps(facts: DevFacts, token: (role: string) => string): string[] {
  const api = `${facts.github}/repos/${facts.repository}`;
  const send = (role: string, path: string, body: string) =>
    `curl -sS -H 'authorization: Bearer ${token(role)}' -d '${body}' ${api}${path}`;
  const approval = '{"event":"APPROVE","body":"read it"}';
  return [
    send("requester", "/issues", issue),
    `until curl -sS ${api}/issues/1/comments | grep -q 'Waits for approvals'; do sleep 1; done`,
    send("approver1", "/pulls/2/reviews", approval),
    send("approver2", "/pulls/2/reviews", approval),
    send("approver1", "/issues/1/comments", '{"body":"/forge publish"}'),
    `curl -sS ${api}/issues/1/comments`,
  ];
}

function renderVerifySteps(facts: DevFacts): string[] {
  const zip = "my-board-1.0.0.zip";
  const url = `${facts.github}/${facts.repository}/releases/download/my-board@1.0.0/${zip}`;
  const registry = `${facts.workFolder}/registry`;
  return [
    `curl -sSL --output-dir ${facts.workFolder} -O ${url} -O ${url}.sigstore.jsonl`,
    `git clone -q --branch forge/registry ${facts.github}/${facts.repository}.git ${registry}`,
    `${cli} verify ${facts.workFolder}/${zip} --policy ${facts.policyFile} --root ${facts.rootFile} --registry ${registry}`,
  ];
}

/**
 * What to type next, with the addresses of this very forge; every line can be copied into another terminal as it is.
 * The tokens are worth nothing outside it.
 */
export function renderDevGuide(facts: DevFacts, paint: Paint): string {
  const token = (role: string) => facts.people.find((person) => person.role === role)?.token ?? "";
  const title = (text: string) => paint("bold", text);
  const people = facts.people.map((person) => `${person.login} (${person.role}, ${person.token})`);
  return [
    "",
    `GitHub (API)   ${facts.github}   repository ${facts.repository}`,
    `Bot            ${facts.bot}   /healthz /readyz /metrics`,
    `Agent          ${facts.controlSocket}   hot-plug: ${facts.hotplug}`,
    `Work folder    ${facts.workFolder}   bot.log, agent.log, runner/`,
    `People         ${people.slice(0, 3).join(", ")},`,
    `               ${people.slice(3).join(", ")}`,
    "",
    `${title("From a request to a running plugin")}, in another terminal, in this folder:`,
    ...renderCliSteps(facts, token),
    "",
    `${title("The same up to the release with curl")}, on a fresh forge (the request becomes issue 1, the pull request 2):`,
    ...renderCurlSteps(facts, token),
    "",
    `${title("What a stranger checks offline")}, once it is published:`,
    ...renderVerifySteps(facts),
    "",
    "Ctrl-C stops everything.",
  ].join("\n");
}
