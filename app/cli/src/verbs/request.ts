import type { Command } from "commander";
import { runVerb } from "../run-verb.ts";

export function registerRequest(program: Command): void {
  const request = program.command("request").description("work with forge requests");
  request
    .command("check")
    .argument("<file>", "an issue's body or a requests/<name>.yml; - reads stdin")
    .description("say what the bot would answer to a request")
    .action(
      runVerb(async ({ args: [file] }) => {
        const { readRequest } = await import("../read-request.ts");
        const { result, reply } = await readRequest(String(file));
        if (result.ok)
          return { status: "success", code: "ok", message: reply, facts: { request: result.value, reply } };
        return {
          status: "failed",
          code: "request_invalid",
          message: `The request has ${result.issues.length === 1 ? "one problem" : `${result.issues.length} problems`}.`,
          hint: "Correct what is listed and check again.",
          facts: { issues: result.issues, reply },
          text: `\n${reply}\n`,
        };
      }),
    );
}
