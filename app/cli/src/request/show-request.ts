import { setTimeout as sleep } from "node:timers/promises";
import { statusMarker } from "@plugsmith/app";
import { ForgeError } from "@plugsmith/schemas";
import type { Outcome } from "../outcome.ts";
import type { VerbCall } from "../run-verb.ts";
import { gatherRequest } from "./gather-request.ts";
import { parseNumber } from "./parse-number.ts";
import { parseStatusComment } from "./parse-status-comment.ts";
import { type Environment, readConnection, type TokenClient } from "./read-connection.ts";
import { renderStatusComment } from "./render-status-comment.ts";

const pauseMs = 1_000;
const sameState = (a: string, b: unknown) => a.toLowerCase() === String(b).toLowerCase();

/** The request with the bot's status comment on it; undefined before the bot answered. */
async function readStatus(client: TokenClient, number: number) {
  const request = await gatherRequest(client, number);
  // People may write a comment that looks like one of the bot's; a person's account is never the bot.
  const ours = (await client.comments(request.number)).filter(
    ({ user, body }) => user.type === "Bot" && body.startsWith(statusMarker),
  );
  const [comment] = ours;
  const status = comment && parseStatusComment(comment.body);
  return { request, found: comment && status ? { comment, status } : undefined, ours };
}

/** `request show`: the bot's status comment of a request, for people and for programs. */
export async function showRequest(
  { args, options, paint, progress, signal }: VerbCall,
  environment: Environment = process.env,
): Promise<Outcome> {
  const number = parseNumber(args[0]);
  const { client } = readConnection(options["repository"], environment);
  const { until } = options;
  let read = await readStatus(client, number);
  while (until !== undefined && !sameState(read.found?.status.state ?? "", until)) {
    progress(`#${number}: ${read.found?.status.state || "not answered yet"}`);
    await sleep(pauseMs, undefined, { signal });
    read = await readStatus(client, number);
  }
  const { request, found, ours } = read;
  if (!found) {
    throw new ForgeError("not_now", {
      message: `The bot has not answered #${request.number} yet.`,
      hint: "Wait a few seconds. If it stays silent: is it a forge request, and is the bot installed and running?",
    });
  }
  const { comment, status } = found;
  const { pull } = request;
  const writers = new Set(ours.map(({ user }) => user.login));
  const doubt = writers.size > 1 ? `  Careful: ${[...writers].join(" and ")} both write such comments here.` : "";
  return {
    status: "success",
    code: "ok",
    message: `#${request.number}: ${status.state || "see the status comment"}.`,
    facts: {
      number: request.number,
      url: comment.html_url,
      author: comment.user.login,
      issueState: request.issue.state,
      labels: request.issue.labels.map(({ name }) => name),
      pullRequest: pull ? { number: pull.number, url: pull.html_url, headSha: pull.head.sha, state: pull.state } : null,
      ...status,
    },
    text: [
      renderStatusComment(status, request.number, paint),
      "",
      paint("dim", `${comment.user.login}  ${comment.html_url}`),
      ...(doubt ? [paint("yellow", doubt)] : []),
    ].join("\n"),
  };
}
