import { type Rule, sampleWorkflow } from "../rule.ts";

const trustsActor = /\bgithub\s*\.\s*(triggering_)?actor\b|\[bot\]|\bsender\s*\.\s*(login|type)\b/i;

export const botConditions: Rule = {
  name: "bot-conditions",
  why: "github.actor is whoever acted last, not the author, and any App's login ends in [bot]: a condition on it lets strangers in.",
  find: (file) =>
    file.jobs.flatMap((job) =>
      [job, ...job.steps]
        .filter((part) => trustsActor.test(String(part.if ?? "")))
        .map((part) => `${file.path}, ${job.id}: decides by an actor: ${String(part.if)}`),
    ),
  bad: [
    sampleWorkflow(["if: github.actor == 'dependabot[bot]'", "steps: []"]),
    sampleWorkflow(["steps: [{ run: 'true', if: \"endsWith(github.event.comment.user.login, '[bot]')\" }]"]),
    sampleWorkflow(["if: ${{ github.triggering_actor == 'ada' }}", "steps: []"]),
    sampleWorkflow(["if: github.event.sender.type == 'Bot'", "steps: []"]),
  ],
  good: [
    sampleWorkflow(["if: always()", "steps: [{ run: 'true', if: \"runner.environment == 'github-hosted'\" }]"]),
    sampleWorkflow(["steps: [{ run: \"git config user.name 'github-actions[bot]'\" }]"]),
  ],
};
