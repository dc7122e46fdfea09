import type { CheckedRequest } from "@plugsmith/app";
import type { Outcome } from "../outcome.ts";
import { renderPlainText } from "./render-plain-text.ts";

const runtimeHint =
  "The platform decides the runtime (cms: bench makes a plugin for Node). A plugin that is a service elsewhere (runtime webhook) cannot be requested: request one for cms: bench that asks the service by ctx.fetch; docs/bench.md.";

/** What `request check` ends with: the request as the bot reads it, or every problem at once. */
export function decideCheckOutcome({ result, reply }: CheckedRequest): Outcome {
  if (result.ok) return { status: "success", code: "ok", message: reply, facts: { request: result.value, reply } };
  const { length } = result.issues;
  return {
    status: "failed",
    code: "request_invalid",
    message: `The request has ${length === 1 ? "one problem" : `${length} problems`}.`,
    hint: `Correct what is listed and check again.${result.issues.some(({ path }) => path === "runtime") ? ` ${runtimeHint}` : ""}`,
    facts: { issues: result.issues, reply },
    text: `\n${renderPlainText(reply)}\n`,
  };
}
