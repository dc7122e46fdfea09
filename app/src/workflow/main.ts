import { toForgeError } from "@plugsmith/schemas";
import { readPacks, readParity } from "@plugsmith/templates";
import { createForgeApp } from "../app.ts";
import { createTemplateEngine } from "../engine/template-engine.ts";
import { asId, asRecord, asText } from "../github/decode-value.ts";
import { decideWorkflowTask } from "./decide-workflow-task.ts";
import { createFetchRequest } from "./fetch-transport.ts";
import { readEndedRun } from "./read-ended-run.ts";
import { readWorkflowEnvironment } from "./read-workflow-environment.ts";

/** The App behind every workflow token on github.com; elsewhere its number is another one. */
const actionsApp = 15_368;

async function runBotOnce(): Promise<string> {
  const { facts, repository: name, token, apiUrl, serverUrl, cacheFolder } = readWorkflowEnvironment(process.env);
  const request = createFetchRequest(apiUrl, token);
  const data = asRecord((await request("GET /repos/{owner}/{repo}", { ...name })).data);
  const repository = { ...name, id: asId(data["id"]), defaultBranch: asText(data["default_branch"]) || "main" };
  const task = decideWorkflowTask(facts, repository);
  const app = createForgeApp({
    forge: { login: "github-actions[bot]", appId: serverUrl === "https://github.com" ? actionsApp : null },
    engine: createTemplateEngine(await readPacks(), await readParity()),
    serverUrl,
    cacheFolder,
    // One JSON line, so nothing in it can begin a line and be taken for a workflow command.
    log: (level, fields, message) => console.log(JSON.stringify({ level, message, ...fields })),
  });
  const connection = { request, getToken: async () => token };
  const id = `run-${facts.runId}-${facts.attempt}`;
  switch (task.kind) {
    case "sweep":
      return `${(await app.sweep(repository, connection)).length} requests looked at`;
    case "bench": {
      const { status } = await app.handleBenchEvent(task.envelope, repository, connection);
      await app.drain();
      return `bench event ${status}`;
    }
    case "after": {
      const run = await readEndedRun(request, repository, task.runId);
      const payload = { action: "completed", workflow_run: run, repository: data, sender: run["actor"] };
      return `${(await app.handleEvent({ id, name: "workflow_run", payload }, connection)).length} requests handled`;
    }
    case "hint":
      return `${(await app.handleHint(task.hint, connection)).length} requests handled`;
    case "event": {
      const handled = await app.handleEvent({ id, name: task.name, payload: task.payload }, connection);
      return `${handled.length} requests handled`;
    }
  }
}

try {
  console.log(await runBotOnce());
} catch (thrown) {
  const { code, message, hint } = toForgeError(thrown);
  const text = `${code}: ${message}${hint === undefined ? "" : ` ${hint}`}`;
  console.log(`::error::${text.replaceAll("%", "%25").replaceAll("\r", "%0D").replaceAll("\n", "%0A")}`);
  process.exitCode = 1;
}
