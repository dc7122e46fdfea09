import { readFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import {
  createLocalRunner,
  type LocalGitHub,
  type LocalRunner,
  type RunnerEvent,
  startLocalGitHub,
} from "@plugsmith/local";
import { afterAll, beforeAll, expect, it } from "vitest";
import { planInit } from "./plan-init.ts";

const root = join(import.meta.dirname, "../../../..");
const work = ["build", "test", "sandbox", "package"];
const read = (path: string) => readFileSync(join(root, path), "utf8");

/** A work step that only says that it ran; the report is the real one, from its source. */
const stub = (step: string) => `
  import { mkdirSync, writeFileSync } from "node:fs";
  const { "INPUT_OUT-DIR": out, "INPUT_HEAD-SHA": headSha } = process.env;
  console.log("ran ${step}");
  mkdirSync(out + "/results", { recursive: true });
  const facts = { schemaVersion: 1, step: "${step}", status: "success", code: "ok", message: "done", headSha };
  const times = { startedAt: "2026-11-21T10:00:00.000Z", durationMs: 1 };
  writeFileSync(out + "/results/${step}.json", JSON.stringify({ ...facts, ...times }));
  if ("${step}" === "package") writeFileSync(out + "/acme-pay-1.0.0.zip", "zip");
`;
const release = {
  "package.json": '{"type":"module"}',
  ".github/workflows/pipeline.yml": read(".github/workflows/pipeline.yml"),
  ...Object.fromEntries(
    [...work, "report"].map((step) => [`actions/${step}/action.yml`, read(`actions/${step}/action.yml`)]),
  ),
  ...Object.fromEntries(work.map((step) => [`actions/${step}/dist/main.js`, stub(step)])),
  "actions/report/dist/main.js": `import ${JSON.stringify(pathToFileURL(join(root, "actions/report/src/main.ts")).href)};`,
};

const events: RunnerEvent[] = [];
let github: LocalGitHub;
let runner: LocalRunner;
let head = "";

beforeAll(async () => {
  github = await startLocalGitHub({ organisation: "acme", people: ["ada"] });
  const { headSha } = await github.createRepository({ owner: "plugsmith", name: "plugsmith", files: release });
  const plan = planInit({
    repository: "acme/forge",
    plugsmithRepository: "plugsmith/plugsmith",
    plugsmithSha: headSha,
    approvers: { users: [1, 2].map((id) => ({ id, login: `p${id}` })) },
  });
  const files = { ...plan.files, "plugins/acme-pay/plugin.json": "{}" };
  head = (await github.createRepository({ owner: "acme", name: "forge", files })).headSha;
  runner = createLocalRunner({ github, onEvent: (event) => events.push(event) });
});
afterAll(async () => {
  await runner.close();
  await github.close();
});

async function retry(from: string) {
  events.length = 0;
  const headers = { authorization: `Bearer ${github.people["ada"]?.token}`, "content-type": "application/json" };
  const body = JSON.stringify({ ref: "main", inputs: { name: "acme-pay", "head-sha": head, request: "7", from } });
  const url = `${github.url}/repos/acme/forge/actions/workflows/forge-pipeline.yml/dispatches`;
  const { status } = await fetch(url, { method: "POST", headers, body });
  await runner.idle();
  return {
    status,
    ran: events.flatMap((event) =>
      event.type === "log" && event.line.startsWith("ran ") ? [event.line.slice(4)] : [],
    ),
    summaries: events.flatMap((event) => (event.type === "summary" ? [event.text] : [])).join("\n"),
    ends: events.flatMap((event) => (event.type === "run" && event.conclusion ? [event.conclusion] : [])),
  };
}

it("a retry from a step does every step again, and its report says so", async () => {
  const first = await retry("build");
  expect(first).toMatchObject({ ran: work, ends: ["success"] });
  expect(first.summaries).not.toContain("A retry asked");
  const second = await retry("sandbox");
  expect(second).toMatchObject({ ran: work, ends: ["success"] });
  expect(second.summaries).toContain("A retry asked for **sandbox**. This run did build and test again first");
});

it("a step that there is not starts nothing", async () => {
  expect(await retry("sandbox ## forged")).toMatchObject({ status: 422, ran: [], ends: [] });
});
