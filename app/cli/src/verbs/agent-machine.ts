import type { Command } from "commander";
import { runVerb } from "../run-verb.ts";

/** `plugsmith agent start`. */
export function registerAgentStart(agent: Command): void {
  agent
    .command("start")
    .requiredOption("--config <file>", "bench configuration (YAML or JSON)")
    .description("run the agent here until Ctrl-C; with --json its ready object and events are printed as NDJSON")
    .action(
      runVerb(
        async (call) => {
          const { runAgent } = await import("../agent/run-agent.ts");
          return runAgent(String(call.options["config"]), call);
        },
        { cleansUp: true },
      ),
    );
}

/** `plugsmith agent doctor`. */
export function registerAgentDoctor(agent: Command): void {
  agent
    .command("doctor")
    .requiredOption("--config <file>", "bench configuration to check")
    .description("say what this machine and a bench configuration lack, each with what to do")
    .action(
      runVerb(async ({ options, paint }) => {
        const { gatherDoctor, readConfig } = await import("@plugsmith/runner-agent");
        const checks = await gatherDoctor(readConfig(String(options["config"])));
        const marks = { ok: paint("green", "✓"), warn: paint("yellow", "!"), fail: paint("red", "✗") };
        const text = checks
          .map(
            ({ check, status, message, hint }) =>
              `  ${marks[status]} ${check}: ${message}${hint ? `\n      ${hint}` : ""}`,
          )
          .join("\n");
        const failed = checks.filter(({ status }) => status === "fail").map(({ check }) => check);
        const facts = { checks };
        if (failed.length > 0)
          return {
            status: "failed",
            code: "bench_config_invalid",
            message: `Not ready: ${failed.join(", ")}.`,
            hint: "See what is marked above.",
            facts,
            text,
          };
        return { status: "success", code: "ok", message: "This bench can run.", facts, text };
      }),
    );
}
