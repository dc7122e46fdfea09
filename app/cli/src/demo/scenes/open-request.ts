import { statusMarker } from "@plugsmith/app";
import { ForgeError } from "@plugsmith/schemas";
import { waitFor } from "../../forge/wait-for.ts";
import { type FormAnswers, renderIssueBody } from "../../request/render-issue-body.ts";
import { invalidRequest } from "./request-form.ts";
import type { OpenRequest, Stagehand } from "./scene.ts";

/** The bot's one status comment on an issue, or undefined while there is none. */
export async function readStatusComment(hand: Stagehand, issue: number): Promise<string | undefined> {
  const found = (await hand.requester.comments(issue)).filter((comment) => comment.body.includes(statusMarker));
  if (found.length > 1)
    throw new ForgeError("unexpected", { message: `Issue #${issue} has ${found.length} status comments.` });
  return found[0]?.body;
}

/** Waits until the status comment says something. */
export function waitForStatus(
  hand: Stagehand,
  issue: number,
  what: string,
  test: (body: string) => boolean,
): Promise<string> {
  let last = "";
  return waitFor(
    what,
    async () => {
      last = (await readStatusComment(hand, issue)) ?? "";
      return last !== "" && test(last) ? last : undefined;
    },
    { signal: hand.signal, timeoutMs: 120_000, describe: () => `The status comment of #${issue} says:\n${last}` },
  );
}

const wrongFields = ["cms", "name", "merchant_branding.primary_color", "locale"];

/** An invalid request is refused with every problem at once; the edited issue is validated again. */
export async function openAfterRefusal(hand: Stagehand, plugin: string, answers: FormAnswers): Promise<OpenRequest> {
  let issue = 0;
  await hand.stage("Invalid request refused", async () => {
    ({ number: issue } = await hand.requester.openIssue("Forge request: thermometer", renderIssueBody(invalidRequest)));
    const reply = await waitForStatus(hand, issue, "the refusal", (body) =>
      wrongFields.every((field) => body.includes(field)),
    );
    if (!reply.includes("woocommerce"))
      throw new ForgeError("unexpected", { message: "The refusal suggests no platform." });
    hand.evidence.refusal = { issue, problems: wrongFields.length };
    return `issue #${issue}: ${wrongFields.length} problems in one reply (${wrongFields.join(", ")})`;
  });
  let request: OpenRequest | undefined;
  await hand.stage("Issue edited, PR opened", async () => {
    await hand.requester.editIssue(issue, renderIssueBody(answers));
    request = await waitForPull(hand, plugin, issue);
    return `PR #${request.pull} at ${request.headSha.slice(0, 7)}, one commit on forge/request-${issue}`;
  });
  if (!request) throw new ForgeError("unexpected", { message: "No pull request was opened." });
  return request;
}

/** A valid request opened at once. */
export async function openRequest(
  hand: Stagehand,
  plugin: string,
  answers: FormAnswers,
  title: string,
): Promise<OpenRequest> {
  let request: OpenRequest | undefined;
  await hand.stage(title, async () => {
    const { number } = await hand.requester.openIssue(`Forge request: ${plugin}`, renderIssueBody(answers));
    request = await waitForPull(hand, plugin, number);
    return `issue #${number} → PR #${request.pull}`;
  });
  if (!request) throw new ForgeError("unexpected", { message: "No pull request was opened." });
  return request;
}

async function waitForPull(hand: Stagehand, plugin: string, issue: number): Promise<OpenRequest> {
  const pull = await waitFor("the pull request", () => hand.requester.pullOf(`forge/request-${issue}`), {
    signal: hand.signal,
  });
  return { plugin, issue, pull: pull.number, headSha: pull.head.sha };
}
