import { readFileSync } from "node:fs";
import { join } from "node:path";
import { createLocalRunner, type LocalGitHub, type LocalRunner, startLocalGitHub } from "@plugsmith/local";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { forgeCallers } from "./forge-callers.ts";
import { planInit } from "./plan-init.ts";

const root = join(import.meta.dirname, "../../../..");
const messages: string[] = [];
const ends: string[] = [];
let github: LocalGitHub;
let runner: LocalRunner;
let sha = "";

beforeAll(async () => {
  github = await startLocalGitHub({ organisation: "acme", people: ["ada"] });
  const called = forgeCallers.map(({ calls }) => `.github/workflows/${calls}`);
  const files = Object.fromEntries(called.map((path) => [path, readFileSync(join(root, path))]));
  sha = (await github.createRepository({ owner: "plugsmith", name: "plugsmith", files })).headSha;
  runner = createLocalRunner({
    github,
    onEvent(event) {
      if (event.type !== "run" || event.status !== "completed") return;
      ends.push(event.conclusion ?? "");
      messages.push(event.message ?? "");
    },
  });
});
afterAll(async () => {
  await runner.close();
  await github.close();
});

let count = 0;
async function start(name: string, removed?: string) {
  const approvers = { users: [1, 2].map((id) => ({ id, login: `p${id}` })) };
  const plan = planInit({
    repository: "acme/forge",
    plugsmithRepository: "plugsmith/plugsmith",
    plugsmithSha: sha,
    approvers,
  });
  const path = `.github/workflows/${name}.yml`;
  const text = plan.files[path] ?? "";
  const files = { [path]: removed === undefined ? text : text.replace(`      ${removed}\n`, "") };
  if (removed !== undefined) expect(files[path]).not.toBe(text);
  const repository = `probe-${(count += 1)}`;
  await github.createRepository({ owner: "acme", name: repository, files });
  const inputs = Object.fromEntries(
    (forgeCallers.find((caller) => caller.name === name)?.inputs ?? []).map((input) => [
      input.name,
      input.fallback ?? "x",
    ]),
  );
  const headers = { authorization: `Bearer ${github.people["ada"]?.token}`, "content-type": "application/json" };
  const url = `${github.url}/repos/acme/${repository}/actions/workflows/${name}.yml/dispatches`;
  const answer = await fetch(url, { method: "POST", headers, body: JSON.stringify({ ref: "main", inputs }) });
  expect(answer.status).toBeLessThan(300);
  await runner.idle();
  return { end: ends.at(-1), message: messages.at(-1) };
}

describe("the callers that init writes", () => {
  it.each(forgeCallers.map(({ name }) => name))("%s grants what the called jobs ask for", async (name) => {
    // Without our actions the jobs fail; what matters is that they start.
    expect((await start(name)).end).toBe("failure");
  });

  const lines = forgeCallers.flatMap(({ name, permissions }) =>
    Object.entries(permissions).map(([scope, level]) => [name, `${scope}: ${level}`] as const),
  );
  it.each(lines)("%s needs its line %s: without it no job starts", async (name, line) => {
    const { end, message } = await start(name, line);
    expect(end).toBe("startup_failure");
    expect(message).toContain(`"${line.split(":")[0]}: `);
  });
});
