import { createLocalRunner, type LocalGitHub, type LocalRunner, startLocalGitHub } from "@plugsmith/local";
import { afterAll, beforeAll, expect, it } from "vitest";
import { readProjectFile } from "./list-project-files.ts";

const ends: string[] = [];
let github: LocalGitHub;
let runner: LocalRunner;

beforeAll(async () => {
  github = await startLocalGitHub({ organisation: "acme", people: ["ada"] });
  runner = createLocalRunner({
    github,
    onEvent: (event) => event.type === "run" && event.status === "completed" && ends.push(event.conclusion ?? ""),
  });
});
afterAll(async () => {
  await runner.close();
  await github.close();
});

/** CI's job in a repository of its own, with the workflow's text changed by `edit`; answers how the run ended. */
async function prove(name: string, edit: (text: string) => string): Promise<string | undefined> {
  const called = ".github/workflows/self-reference.yml";
  const action = ".github/actions/self-reference/action.yml";
  const [, job = ""] = /\n( {2}self-reference:\n[\s\S]*?\n)\n/.exec(readProjectFile(".github/workflows/ci.yml")) ?? [];
  const files = {
    ".github/workflows/ci.yml": `on: workflow_dispatch\npermissions: {}\njobs:\n${job}`,
    [called]: edit(readProjectFile(called)),
    [action]: readProjectFile(action),
  };
  await github.createRepository({ owner: "acme", name, files });
  const headers = { authorization: `Bearer ${github.people["ada"]?.token}`, "content-type": "application/json" };
  const url = `${github.url}/repos/acme/${name}/actions/workflows/ci.yml/dispatches`;
  const answer = await fetch(url, { method: "POST", headers, body: JSON.stringify({ ref: "main" }) });
  expect(answer.status).toBeLessThan(300);
  await runner.idle();
  return ends.at(-1);
}

it("CI's self reference is found without a checkout, and nothing else would pass for it", async () => {
  expect(await prove("self", (text) => text)).toBe("success");
  expect(await prove("workspace", (text) => text.replace("uses: $/.github", "uses: ./.github"))).toBe("failure");
});
