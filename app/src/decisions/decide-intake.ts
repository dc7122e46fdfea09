import { ForgeError, type ForgeRequest, type Parsed } from "@plugsmith/schemas";
import type { GeneratedPlugin, PluginEngine } from "../engine/plugin-engine.ts";
import type { Facts, StandingFact } from "../facts/facts.ts";
import { renderRequestReply } from "../render/render-request-reply.ts";
import { parseRequestText } from "../request/parse-request-text.ts";
import type { Refusal } from "./decision.ts";

export type Intake =
  | { readonly kind: "refused"; readonly state: "invalid" | "blocked" | "waiting"; readonly refusal: Refusal }
  | { readonly kind: "ready"; readonly request: ForgeRequest; readonly plugin: GeneratedPlugin };

const defaults = { from: "collaborators", openPerPerson: 2, perDay: 20 } as const;
const members = new Set(["OWNER", "MEMBER", "COLLABORATOR"]);

const refuse = (
  state: "invalid" | "blocked" | "waiting",
  code: Refusal["code"],
  message: string,
  hint: string,
): Intake => ({
  kind: "refused",
  state,
  refusal: { code, message, hint },
});

/** The text as a request, with the one rule that concerns the file and not its content. */
export function readRequestText(facts: Facts): Parsed<ForgeRequest> {
  const parsed = parseRequestText(facts.request.text ?? "", facts.request.kind === "issue" ? "issue" : "file");
  const path = facts.request.file?.path;
  if (!parsed.ok || path === undefined || path === `requests/${parsed.value.name}.yml`) return parsed;
  const message = `must be the file's name: this file is ${path}`;
  return {
    ok: false,
    issues: [{ path: "name", rule: "file_name", message, example: path.replace(/^requests\/|\.ya?ml$/gu, "") }],
  };
}

const canTriage = (standing: StandingFact | undefined) =>
  standing !== undefined && ["triage", "write", "maintain", "admin"].includes(standing.permission);
const canMaintain = (standing: StandingFact | undefined) =>
  standing !== undefined && ["maintain", "admin"].includes(standing.permission);

function isWelcome(
  facts: Facts,
  from: "anyone" | "collaborators" | "team",
  standing: StandingFact | undefined,
): boolean {
  if (from === "anyone") return true;
  if (from === "team") return standing?.approver === true;
  // On public repositories everybody may read; GitHub's own word tells who was let in.
  return canTriage(standing) || (standing?.permission === "read" && members.has(facts.request.association));
}

function checkName(facts: Facts, request: ForgeRequest, standing: StandingFact | undefined): Intake | null {
  const other = facts.otherRequests.find((candidate) => candidate.name === request.name);
  if (other) {
    const message = `Request #${other.number} already works on ${request.name}.`;
    return refuse(
      "blocked",
      "name_in_progress",
      message,
      "Wait until it is published or cancelled, or choose another name.",
    );
  }
  const owner = facts.published?.pin?.requester;
  if (facts.published && owner?.id !== facts.request.author.id && !canMaintain(standing)) {
    const message = `${request.name} exists; only its first requester and maintainers may ask for a new version.`;
    return refuse("blocked", "name_not_yours", message, "Choose another name, or ask them to open the request.");
  }
  return null;
}

function checkQuota(facts: Facts): Intake | null {
  const rules = { ...defaults, ...(facts.config.ok ? facts.config.value.requests : {}) };
  const own = facts.otherRequests.filter((other) => other.requester === facts.request.author.id).length;
  if (own >= rules.openPerPerson) {
    const message = `You have ${own} open requests; this forge allows ${rules.openPerPerson} at a time.`;
    return refuse(
      "blocked",
      "quota_exceeded",
      message,
      "Finish or `/forge cancel` one of them; then edit this text to have it looked at again.",
    );
  }
  if (facts.acceptedToday >= rules.perDay) {
    const message = `This forge takes ${rules.perDay} requests in 24 hours.`;
    return refuse(
      "blocked",
      "quota_exceeded",
      message,
      "Edit this text tomorrow to have it looked at again. Nothing is lost.",
    );
  }
  return null;
}

function generate(facts: Facts, engine: PluginEngine, request: ForgeRequest): Intake {
  const { author: requester, number: requestNumber } = facts.request;
  try {
    const plugin = engine({ request, requestNumber, requester, published: facts.published });
    return { kind: "ready", request, plugin };
  } catch (error) {
    if (!(error instanceof ForgeError)) throw error;
    return refuse(
      "invalid",
      error.code,
      error.message,
      error.hint ?? "Edit the text above; it is checked again at once.",
    );
  }
}

/**
 * Whether the request's text, as it stands now, may become a plugin: text, configuration, name, a trial rendering, quota,
 * and who asks. `acceptedByTriager` is the answer to the last question.
 */
export function decideIntake(facts: Facts, engine: PluginEngine, acceptedByTriager: boolean): Intake {
  const parsed = readRequestText(facts);
  if (!parsed.ok) {
    const exposed = parsed.issues.some((issue) => issue.rule === "secret");
    return refuse("invalid", exposed ? "secret_exposed" : "request_invalid", renderRequestReply(parsed), "");
  }
  if (!facts.config.ok)
    return refuse(
      "blocked",
      "config_invalid",
      ".github/forge.yml of this repository is not valid.",
      "A maintainer must correct it; the check `forge / config` names the lines.",
    );
  const standing = facts.standings.find((candidate) => candidate.id === facts.request.author.id);
  const stopped = checkName(facts, parsed.value, standing);
  if (stopped) return stopped;
  const generated = generate(facts, engine, parsed.value);
  if (generated.kind === "refused") return generated;
  const quota = checkQuota(facts);
  if (quota) return quota;
  const from = facts.config.value.requests?.from ?? defaults.from;
  if (!acceptedByTriager && !isWelcome(facts, from, standing))
    return refuse(
      "waiting",
      "acceptance_needed",
      "The request is complete. A triager of this repository must accept it before anything is made.",
      "A triager comments `/forge accept`.",
    );
  return generated;
}
