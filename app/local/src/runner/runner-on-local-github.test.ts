import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { LocalGitHub } from "../github/local-github.ts";
import { startLocalGitHub } from "../github/start-local-github.ts";
import { createLocalRunner, type LocalRunner } from "./create-local-runner.ts";

const lines: string[] = [];
let github: LocalGitHub;
let runner: LocalRunner;
beforeAll(async () => {
  github = await startLocalGitHub({ organisation: "acme", people: ["ada"] });
  runner = createLocalRunner({ github, onEvent: (event) => event.type === "log" && lines.push(event.line) });
});
afterAll(async () => {
  await runner.close();
  await github.close();
});

const workflow = (permissions: string) => `name: probe
run-name: probe \${{ inputs.name }}
on: {workflow_dispatch: {inputs: {name: {type: string, required: true}}}}
permissions: {}
jobs:
  probe:
    permissions: ${permissions}
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@08c6903cd8c0fde910a37f88322edcfb5dd907a8
      - env: {TOKEN: '\${{ github.token }}'}
        run: |
          test -f README.md
          curl -s -o /dev/null -w 'issue %{http_code}\\n' -H "authorization: Bearer $TOKEN" -d '{"title":"from a job"}' "$GITHUB_API_URL/repos/$GITHUB_REPOSITORY/issues"
          git ls-remote origin > /dev/null && echo remote fine
          echo "zip" > out.zip
      - uses: actions/upload-artifact@330a01c490aca151604b8cf639adc76d48f6c5d4
        with: {name: forge-package, path: out.zip}
`;

async function dispatch(name: string, permissions: string) {
  lines.length = 0;
  const files = { "README.md": "hello", ".github/workflows/probe.yml": workflow(permissions) };
  await github.createRepository({ owner: "acme", name, files });
  const headers = { authorization: `Bearer ${github.people["ada"]?.token}`, "content-type": "application/json" };
  const api = `${github.url}/repos/acme/${name}/actions`;
  const body = JSON.stringify({ ref: "main", inputs: { name: "acme-pay" } });
  const answer = await fetch(`${api}/workflows/probe.yml/dispatches`, { method: "POST", headers, body });
  expect(answer.status).toBeLessThan(300);
  await runner.idle();
  const read = async (path: string) =>
    (await (await fetch(`${api}/${path}`, { headers })).json()) as Record<string, never[]>;
  return { run: (await read("runs"))["workflow_runs"]?.[0] as Record<string, unknown> | undefined, read };
}

describe("the runner on the embedded GitHub", () => {
  it("runs what a dispatch asked for, and the API shows its name, jobs and artifact", async () => {
    const { run, read } = await dispatch("wide", "{contents: read, issues: write}");
    expect(run).toMatchObject({ status: "completed", conclusion: "success", display_title: "probe acme-pay" });
    expect(lines).toEqual(expect.arrayContaining(["issue 201", "remote fine"]));
    const { jobs } = await read(`runs/${run?.["id"]}/jobs`);
    expect(jobs).toMatchObject([{ name: "probe", conclusion: "success" }]);
    expect((await read(`runs/${run?.["id"]}/artifacts`))["artifacts"]).toMatchObject([{ name: "forge-package" }]);
  });

  it("gives the job a token that the API refuses beyond its permissions", async () => {
    await dispatch("narrow", "{contents: read}");
    expect(lines).toContain("issue 403");
  });
});
