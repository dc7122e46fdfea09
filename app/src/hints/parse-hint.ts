import { kitLabel } from "@plugsmith/trust";
import { decodeAccount } from "../github/decode-account.ts";
import { asArray, asId, asRecord, asText, type Loose } from "../github/decode-value.ts";
import { isByApp } from "../github/is-by-app.ts";
import type { Hint, HintRepository, HintSubject } from "./hint.ts";

const forgeWorkflow = /^\.github\/workflows\/(?<file>forge-(?:pipeline|publish|registry)\.yml)(?:@.*)?$/u;
const forgeBranch = /^forge\/request-(?<number>[1-9][0-9]{0,9})$/u;
const configPath = ".github/forge.yml";

/** The request that a forge branch belongs to, or undefined. */
export function parseForgeBranch(branch: string): number | undefined {
  const number = forgeBranch.exec(branch)?.groups?.["number"];
  return number === undefined ? undefined : Number(number);
}

function parseRepository(value: unknown): HintRepository | null {
  const repository = asRecord(value);
  const owner = asText(asRecord(repository["owner"])["login"]);
  const repo = asText(repository["name"]);
  const id = asId(repository["id"]);
  if (owner === "" || repo === "" || id === 0) return null;
  return { owner, repo, id, defaultBranch: asText(repository["default_branch"]) || "main" };
}

function parsePull(payload: Loose, actions: readonly string[]): HintSubject | null {
  const action = asText(payload["action"]);
  if (!actions.includes(action)) return null;
  const pull = asRecord(payload["pull_request"]);
  const head = asRecord(pull["head"]);
  const number = asId(pull["number"]);
  if (number === 0) return null;
  const request = parseForgeBranch(asText(head["ref"]));
  const pushed = action === "synchronize" ? asText(head["sha"]) : "";
  return { kind: "thread", number, ...(request && { request }), ...(pushed && { pushed }) };
}

function parseIssue(payload: Loose): HintSubject | null {
  const action = asText(payload["action"]);
  const label = asText(asRecord(payload["label"])["name"]);
  if (
    !["opened", "edited", "reopened", "closed", "deleted", "transferred"].includes(action) &&
    !(action === "labeled" && label === "forge-request")
  )
    return null;
  const number = asId(asRecord(payload["issue"])["number"]);
  const gone = action === "deleted" || action === "transferred";
  const isKit = asArray(asRecord(payload["issue"])["labels"]).some((one) => asText(asRecord(one)["name"]) === kitLabel);
  if (isKit && number !== 0) return gone || action === "opened" ? null : { kind: "kit", number };
  return number === 0 ? null : { kind: "thread", number, ...(gone && { gone }) };
}

function parseComment(payload: Loose): HintSubject | null {
  const comment = asRecord(payload["comment"]);
  const body = asText(comment["body"]);
  const issue = asRecord(payload["issue"]);
  const [number, commentId] = [asId(issue["number"]), asId(comment["id"])];
  if (payload["action"] !== "created" || !body.includes("/forge") || number === 0 || commentId === 0) return null;
  if (isByApp(comment)) return null;
  const onPull = typeof issue["pull_request"] === "object" && issue["pull_request"] !== null;
  return { kind: "comment", number, commentId, body, onPull };
}

function parseRun(payload: Loose): HintSubject | null {
  const run = asRecord(payload["workflow_run"]);
  const workflow = forgeWorkflow.exec(asText(run["path"]))?.groups?.["file"];
  if (payload["action"] !== "completed" || run["event"] !== "workflow_dispatch" || workflow === undefined) return null;
  return { kind: "run", workflow, title: asText(run["display_title"]) || asText(run["name"]) };
}

function parsePush(payload: Loose, branch: string): HintSubject | null {
  if (payload["ref"] !== `refs/heads/${branch}`) return null;
  const touched = asArray(payload["commits"]).some((value) => {
    const commit = asRecord(value);
    return [commit["added"], commit["modified"], commit["removed"]].some((paths) =>
      asArray(paths).includes(configPath),
    );
  });
  return touched ? { kind: "config" } : null;
}

/** What an event of GitHub may mean for the forge, or null: nothing. Reads only what points somewhere; never throws. */
export function parseHint(
  event: { readonly id: string; readonly name: string; readonly payload: unknown },
  forgeLogin: string,
): Hint | null {
  const payload = asRecord(event.payload);
  const repository = parseRepository(payload["repository"]);
  if (!repository) return null;
  const actor = decodeAccount(payload["sender"]);
  // What the forge itself did it knows already; answering it would only cost calls.
  const own = actor?.type === "Bot" && actor.login === forgeLogin;
  const parse: Record<string, () => HintSubject | null> = {
    issues: () => (own ? null : parseIssue(payload)),
    issue_comment: () => (own ? null : parseComment(payload)),
    pull_request: () => (own ? null : parsePull(payload, ["opened", "synchronize", "reopened", "closed"])),
    pull_request_review: () => parsePull(payload, ["submitted", "dismissed", "edited"]),
    workflow_run: () => parseRun(payload),
    push: () => parsePush(payload, repository.defaultBranch),
  };
  const subject = Object.hasOwn(parse, event.name) ? parse[event.name]?.() : null;
  return subject ? { delivery: event.id, repository, actor, subject } : null;
}
