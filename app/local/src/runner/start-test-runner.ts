import { createLocalRunner, type LocalRunnerOptions } from "./create-local-runner.ts";
import { FakeLocalGitHub } from "./fake-local-github.ts";
import type { RunnerEvent } from "./runner-event.ts";

/** A runner on a fake local GitHub for tests; tokens of its issuer are the claims as base64url JSON. */
export function startTestRunner(options: Partial<LocalRunnerOptions> = {}) {
  const github = new FakeLocalGitHub();
  const events: RunnerEvent[] = [];
  const oidc = {
    issuer: "https://issuer.test",
    mintToken: (claims: Record<string, unknown>) => Buffer.from(JSON.stringify(claims)).toString("base64url"),
  };
  const runner = createLocalRunner({ github, oidc, onEvent: (event) => events.push(event), ...options });
  const lines = () => events.flatMap((event) => (event.type === "log" ? [event.line] : []));
  const messages = () =>
    events.flatMap((event) => {
      if (event.type === "annotation") return [event.message];
      return event.type === "run" && event.message !== undefined ? [event.message] : [];
    });
  return {
    github,
    runner,
    events,
    lines,
    messages,
    /** Commits workflow files into acme/shop, runs one, and answers its end. */
    async run(files: Readonly<Record<string, string>>, workflow: string, inputs: Record<string, string> = {}) {
      github.commit("acme/shop", files);
      const runId = github.dispatch("acme/shop", workflow, inputs);
      await runner.idle();
      return {
        runId,
        ...github.run(runId),
        title: github.run(runId).displayTitle,
        lines: lines(),
        messages: messages(),
      };
    },
    async stop() {
      await runner.close();
      github.remove();
    },
  };
}
