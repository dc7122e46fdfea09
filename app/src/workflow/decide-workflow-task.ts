import { ForgeError } from "@plugsmith/schemas";
import { decodeAccount } from "../github/decode-account.ts";
import { asArray, asId, asRecord, asText } from "../github/decode-value.ts";
import type { HintRepository } from "../hints/hint.ts";
import { parseForgeBranch } from "../hints/parse-hint.ts";
import type { WorkflowFacts, WorkflowTask } from "./workflow-task.ts";

const wakeWorkflow = ".github/workflows/forge-wake.yml";
const plainEvents = ["issues", "issue_comment", "workflow_run", "push"];

/**
 * What a run of forge.yml has to do. Refuses (`not_now`) every event and ref for which GitHub would take the workflow from
 * somewhere else than the default branch: a pull request must not choose the bot that judges it.
 */
export function decideWorkflowTask(facts: WorkflowFacts, repository: HintRepository): WorkflowTask {
  const { event, payload } = facts;
  if (facts.ref !== `refs/heads/${repository.defaultBranch}`) {
    throw new ForgeError("not_now", {
      message: `The bot runs on the default branch only, and this run is on ${facts.ref.slice(0, 200)}.`,
      hint: `Start it on ${repository.defaultBranch}. Events of pull requests come through forge-wake.yml.`,
    });
  }
  if (event === "schedule") return { kind: "sweep" };
  if (event === "workflow_dispatch") {
    const after = asText(asRecord(asRecord(payload)["inputs"])["after"]);
    return /^[1-9][0-9]{0,15}$/.test(after) ? { kind: "after", runId: Number(after) } : { kind: "sweep" };
  }
  if (event === "repository_dispatch") {
    return { kind: "bench", envelope: asRecord(asRecord(payload)["client_payload"])["event"] };
  }
  if (!plainEvents.includes(event)) {
    throw new ForgeError("not_now", {
      message: `The bot does not start on ${event}.`,
      hint: `Use forge.yml as "plugsmith init" writes it.`,
    });
  }
  const run = asRecord(asRecord(payload)["workflow_run"]);
  const woken = event === "workflow_run" && asText(run["path"]).split("@")[0] === wakeWorkflow;
  return woken ? decideWake(facts, run, repository) : { kind: "event", name: event, payload };
}

/** forge-wake.yml ended: something happened to a pull request. Whatever cannot be told from the run is looked for. */
function decideWake(facts: WorkflowFacts, run: Record<string, unknown>, repository: HintRepository): WorkflowTask {
  const own = asId(asRecord(run["head_repository"])["id"]) === repository.id;
  // A fork may name its branch like ours; only a branch of this repository stands for a request.
  const request = own ? parseForgeBranch(asText(run["head_branch"])) : undefined;
  const number = asId(asRecord(asArray(run["pull_requests"])[0])["number"]) || request;
  if (number === undefined) return { kind: "sweep" };
  const pushed = run["event"] === "pull_request" ? asText(run["head_sha"]) : "";
  const subject = { kind: "thread" as const, number, ...(request && { request }), ...(pushed && { pushed }) };
  const actor = decodeAccount(run["triggering_actor"]) ?? decodeAccount(run["actor"]);
  return { kind: "hint", hint: { delivery: `run-${facts.runId}-${facts.attempt}`, repository, actor, subject } };
}
