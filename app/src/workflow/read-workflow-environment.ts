import { readFileSync } from "node:fs";
import { join } from "node:path";
import { ForgeError } from "@plugsmith/schemas";
import type { WorkflowFacts } from "./workflow-task.ts";

export interface WorkflowEnvironment {
  readonly facts: WorkflowFacts;
  readonly repository: { readonly owner: string; readonly repo: string };
  readonly token: string;
  readonly apiUrl: string;
  readonly serverUrl: string;
  readonly cacheFolder: string;
}

/** What an Actions runner gives an action. @throws ForgeError `input_invalid` naming everything that is missing at once. */
export function readWorkflowEnvironment(env: Readonly<Record<string, string | undefined>>): WorkflowEnvironment {
  const missing: string[] = [];
  const read = (name: string, words = name) => {
    const value = env[name] ?? "";
    if (value === "") missing.push(words);
    return value;
  };
  const token = read("INPUT_GITHUB-TOKEN", "input github-token");
  const [owner = "", repo = ""] = read("GITHUB_REPOSITORY").split("/");
  const eventPath = read("GITHUB_EVENT_PATH");
  const event = read("GITHUB_EVENT_NAME");
  const ref = read("GITHUB_REF");
  const [apiUrl, serverUrl, temp] = [read("GITHUB_API_URL"), read("GITHUB_SERVER_URL"), read("RUNNER_TEMP")];
  if (missing.length > 0) {
    throw new ForgeError("input_invalid", {
      message: `Missing: ${missing.join(", ")}.`,
      hint: "Run the action in a workflow, with the job's token as github-token.",
    });
  }
  const payload: unknown = JSON.parse(readFileSync(eventPath, "utf8"));
  const [runId, attempt] = [env["GITHUB_RUN_ID"] ?? "0", env["GITHUB_RUN_ATTEMPT"] ?? "1"];
  const facts = { event, payload, ref, runId, attempt };
  return { facts, repository: { owner, repo }, token, apiUrl, serverUrl, cacheFolder: join(temp, "plugsmith-mirrors") };
}
