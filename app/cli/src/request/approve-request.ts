import { setTimeout as sleep } from "node:timers/promises";
import { ForgeError } from "@plugsmith/schemas";
import type { Outcome } from "../outcome.ts";
import type { VerbCall } from "../run-verb.ts";
import { gatherGreenHead } from "./gather-green-head.ts";
import { gatherRequest } from "./gather-request.ts";
import { parseNumber } from "./parse-number.ts";
import { type Environment, readConnection, type TokenClient } from "./read-connection.ts";

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

const pauseMs = 2_000;

/** The green head of a request's pull request; with `wait` also one that is not green yet. */
async function findGreenHead(client: TokenClient, number: number, call: VerbCall) {
  for (;;) {
    try {
      const request = await gatherRequest(client, number);
      const { pull } = request;
      if (!pull) {
        throw new ForgeError("not_now", {
          message: `The bot has made no pull request for #${request.number} yet.`,
          hint: `plugsmith request show ${request.number} says what it waits for.`,
          facts: { waits: true },
        });
      }
      refuseOtherHead(call.options["head"], pull.head.sha);
      return { request, pull, green: await gatherGreenHead(client, pull) };
    } catch (error) {
      if (call.options["wait"] !== true || !(error instanceof ForgeError) || error.facts["waits"] !== true) throw error;
      call.progress(error.message);
      await sleep(pauseMs, undefined, { signal: call.signal });
    }
  }
}

/** `request approve`: a review of the exact head, with the digest of the package that the pipeline made of it. */
export async function approveRequest(call: VerbCall, environment: Environment = process.env): Promise<Outcome> {
  const { args, options, paint } = call;
  const number = parseNumber(args[0]);
  const { client } = readConnection(options["repository"], environment);
  const { request, pull, green } = await findGreenHead(client, number, call);
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
