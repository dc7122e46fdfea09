import { parseConfigText } from "@plugsmith/app";
import { type ForgeConfig, parseReviewers, type Reviewers } from "@plugsmith/schemas";
import { decideRole } from "@plugsmith/trust";
import { asList, asObject, decodeFile } from "./decode-answer.ts";
import { type Answer, type ForgeFinding, ok, unknown, wrong } from "./forge-finding.ts";
import { configPath, type ForgeAnswers, reviewersPath } from "./gather-forge-answers.ts";

/** The approver team that a valid forge.yml names, or null. */
export function findTeam(config: Answer): string | null {
  const parsed = parseConfigText(decodeFile(config));
  return parsed.ok ? (parsed.value.approvers.team ?? null) : null;
}

function readReviewers(text: string | null): Reviewers | null {
  try {
    const parsed = parseReviewers(JSON.parse(text ?? ""));
    return parsed.ok ? parsed.value : null;
  } catch {
    return null;
  }
}

function checkReviewers(answers: ForgeAnswers, config: ForgeConfig, now: string): ForgeFinding {
  const what = "approvers";
  const answer = answers.files[reviewersPath];
  const { required, proof } = config.approvals;
  if (answer && ![200, 404].includes(answer.status)) return unknown(what, answer, 'Use a token with "Contents: read".');
  const reviewers = readReviewers(decodeFile(answer));
  if (reviewers === null)
    return wrong(what, `${reviewersPath} on forge/registry is missing or not valid`, "Run `plugsmith init`.");
  const { team, users } = config.approvers;
  const members = answers.teamMembers;
  if (team !== undefined && members?.status !== 200)
    return unknown(
      what,
      members ?? { status: 0, data: null },
      `Use a token with "Members: read" (read:org): who is in the team ${team}?`,
    );
  const named = new Set(users?.map(({ id }) => id) ?? asList(members?.data).map((one) => asObject(one)["id"]));
  const held = reviewers.reviewers.filter(({ id }) => named.has(id) && decideRole(reviewers, id, now) === "holds");
  const signs = proof === "ssh" || proof === "ssh-sk";
  const able = held.filter(({ sshKeys }) => {
    const keys = sshKeys ?? [];
    return !signs || keys.some((key) => proof === "ssh" || key.startsWith("sk-"));
  });
  const count = new Set(able.map(({ id }) => id)).size;
  const need = signs ? ` with a key for ${proof}` : "";
  if (count < required)
    return wrong(
      what,
      `${count} people can approve${need}, ${required} must`,
      `Add people to approvers: of forge.yml and to ${reviewersPath}${signs ? ", with their sshKeys" : ""}; nobody counts who is missing in either.`,
    );
  // A requester who is an approver may not approve their own request.
  if (count === required)
    return ok(what, `${count} can approve and ${required} must: an approver's own request needs one more person`);
  return ok(what, `${count} can approve${need}, ${required} must`);
}

function checkProof(config: ForgeConfig): ForgeFinding {
  const what = "two people approve";
  const { required, reason, proof = "review" } = config.approvals;
  if (required > 1) return ok(what, `${required} approvals, proof: ${proof}`);
  return wrong(what, `one approval is enough (${reason ?? "no reason given"})`, "Set approvals.required to 2.", false);
}

/** Whether forge.yml is valid and names enough people who may approve. */
export function checkPeople(answers: ForgeAnswers, now: string): ForgeFinding[] {
  const answer = answers.files[configPath];
  if (answer && ![200, 404].includes(answer.status))
    return [unknown(configPath, answer, 'Use a token with "Contents: read".')];
  const config = parseConfigText(decodeFile(answer));
  if (!config.ok) {
    const [issue] = config.issues;
    return [
      wrong(configPath, `line ${issue?.line}: ${issue?.path} ${issue?.message}`, "Correct it on the default branch."),
    ];
  }
  return [ok(configPath, "valid"), checkProof(config.value), checkReviewers(answers, config.value, now)];
}
