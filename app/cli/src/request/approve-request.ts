import { ForgeError } from "@plugsmith/schemas";
import type { Outcome } from "../outcome.ts";
import type { VerbCall } from "../run-verb.ts";
import { gatherGreenHead } from "./gather-green-head.ts";
import { gatherRequest } from "./gather-request.ts";
import { parseNumber } from "./parse-number.ts";
import { readConnection } from "./read-connection.ts";

function refuseOtherHead(wanted: unknown, headSha: string): void {
  if (wanted === undefined) return;
  const sha = String(wanted).toLowerCase();
  if (!/^[0-9a-f]{7,40}$/.test(sha))
    throw new ForgeError("wrong_usage", { message: "--head takes 7 to 40 digits of a commit." });
  if (headSha.startsWith(sha)) return;
  throw new ForgeError("head_moved", {
    message: `The head is ${headSha.slice(0, 7)} now, not ${sha.slice(0, 7)}; nothing was approved.`,
    hint: "Somebody pushed. Read what changed and approve the new head.",
  });
}

/** `request approve`: a review of the exact head, with the digest of the package that the pipeline made of it. */
export async function approveRequest({ args: [written], options, paint }: VerbCall): Promise<Outcome> {
  const number = parseNumber(written);
  const { client } = readConnection(options["repository"], process.env);
  const request = await gatherRequest(client, number);
  const { pull } = request;
  if (!pull) {
    throw new ForgeError("not_now", {
      message: `The bot has made no pull request for #${request.number} yet.`,
      hint: `plugsmith request show ${request.number} says what it waits for.`,
    });
  }
  refuseOtherHead(options["head"], pull.head.sha);
  const green = await gatherGreenHead(client, pull);
  const body = typeof options["message"] === "string" ? options["message"] : `Approved: package \`${green.digest}\`.`;
  const review = await client.review(pull.number, green.headSha, "APPROVE", body);
  const facts = {
    request: request.number,
    pullRequest: pull.number,
    ...green,
    review: review.id,
    url: review.html_url,
  };
  return {
    status: "success",
    code: "ok",
    message: `Approved #${pull.number} at ${green.headSha}.`,
    facts,
    text: [
      `${paint("green", "Approved")} ${green.plugin}, pull request #${pull.number} of request #${request.number}`,
      `  commit   ${green.headSha}`,
      `  package  ${green.digest}`,
      `The bot decides whether it counts; plugsmith request show ${request.number} says so.`,
    ].join("\n"),
  };
}
