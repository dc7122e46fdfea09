import type { Command } from "commander";
import { runVerb } from "../run-verb.ts";

const environment = [
  "",
  "Environment:",
  "  GITHUB_TOKEN, GH_TOKEN  who you are; never an option, never printed",
  "  GITHUB_REPOSITORY       owner/name of the forge",
  "  GITHUB_API_URL          default https://api.github.com",
  "",
].join("\n");

/** A verb that talks to GitHub. */
const onGitHub = (command: Command) =>
  command
    .option("--repository <owner/name>", "the forge (default: $GITHUB_REPOSITORY)")
    .addHelpText("after", environment);

/** Words of `plugsmith request`: a request from its first check to the command that publishes it. */
export function registerRequest(program: Command): void {
  const request = program.command("request").description("check, open, follow and approve forge requests");
  request
    .command("check")
    .argument("<file>", "an issue's body or a requests/<name>.yml; - reads stdin")
    .description("say what the bot would answer to a request")
    .action(
      runVerb(async ({ args: [file] }) => {
        const { readRequest } = await import("../read-request.ts");
        const { decideCheckOutcome } = await import("../request/decide-check-outcome.ts");
        return decideCheckOutcome(await readRequest(String(file)));
      }),
    );
  onGitHub(
    request
      .command("open")
      .argument("<file>", "an issue's body or a requests/<name>.yml; - reads stdin")
      .description("check a request and open its issue; opens nothing when the bot would refuse it"),
  ).action(runVerb(async (call) => (await import("../request/open-request.ts")).openRequest(call)));
  onGitHub(
    request
      .command("show")
      .argument("<number>", "number of the request or of its pull request")
      .option("--until <state>", "wait until it is in this state, for example Published")
      .description("show the bot's status comment: state, stages, and what the request waits for"),
  ).action(runVerb(async (call) => (await import("../request/show-request.ts")).showRequest(call)));
  onGitHub(
    request
      .command("approve")
      .argument("<number>", "number of the request or of its pull request")
      .option("--head <sha>", "approve only if this is still the head")
      .option("--wait", "wait until the pipeline has ended")
      .option("--message <text>", "text of the review")
      .description("approve the exact head whose pipeline is green; prints commit and package digest"),
  ).action(runVerb(async (call) => (await import("../request/approve-request.ts")).approveRequest(call)));
  onGitHub(
    request
      .command("command")
      .argument("<number>", "number of the request or of its pull request")
      .argument("<words...>", 'the command without /forge, for example publish, or hold "waits for legal"')
      .description("give the bot a slash command"),
  ).action(runVerb(async (call) => (await import("../request/comment-command.ts")).commentCommand(call)));
}
