import type { Command } from "commander";
import { askAgent, followAgent } from "../agent/ask-agent.ts";
import { parseCallArguments } from "../agent/parse-call-arguments.ts";
import { renderLogLine, renderStatus } from "../agent/render-status.ts";
import type { Outcome } from "../outcome.ts";
import { runVerb, type VerbCall } from "../run-verb.ts";

const done = (message: string, facts: Record<string, unknown>, text?: string): Outcome => ({
  status: "success",
  code: "ok",
  message,
  facts,
  ...(text === undefined ? {} : { text }),
});

/** A verb that asks a running agent one thing about a plugin. */
function pluginVerb(agent: Command, name: "load" | "unload" | "reload", description: string, past: string): void {
  withAgent(agent.command(name).argument("<plugin>", "name of the plugin").description(description)).action(
    runVerb(async (call) => {
      const [plugin] = call.args;
      const result = await askAgent(call, name, { plugin });
      return done(`${String(plugin)} is ${past}.`, { plugin, result });
    }),
  );
}

const withAgent = (command: Command) =>
  command
    .option("--socket <path>", "control socket of the agent")
    .option("--config <file>", "bench configuration that names it");

async function showLogs(call: VerbCall): Promise<Outcome> {
  const [plugin] = call.args;
  const params = { ...(plugin === undefined ? {} : { plugin }), lines: Number(call.options["lines"] ?? 100) };
  const show = (line: Readonly<Record<string, unknown>>) =>
    call.json ? call.emit({ event: "log", ...line }) : call.say(renderLogLine(line));
  if (call.options["follow"] !== true) {
    const answer = (await askAgent(call, "logs", params)) as { lines?: readonly Record<string, unknown>[] };
    const lines = answer.lines ?? [];
    return done(`${lines.length} lines.`, { lines }, lines.map(renderLogLine).join("\n") || "Nothing was logged yet.");
  }
  await followAgent(call, "logs", { ...params, follow: true }, show);
  return done("The agent closed the connection.", {});
}

/** Words of `plugsmith agent`: talking to the daemon that drives a bench. */
export function registerAgent(program: Command): void {
  const agent = program.command("agent").description("run the bench daemon, or talk to a running one");
  agent
    .command("start")
    .requiredOption("--config <file>", "bench configuration (YAML or JSON)")
    .description("run the agent here until Ctrl-C; events are printed as NDJSON")
    .action(
      runVerb(
        async ({ options, signal, emit, say }) => {
          const { runAgent } = await import("../agent/run-agent.ts");
          await runAgent(String(options["config"]), { signal, emit, say });
          return { status: "cancelled", code: "interrupted", message: "The agent stopped." };
        },
        { cleansUp: true },
      ),
    );
  withAgent(agent.command("status").description("show plugins, devices and the state of the registry")).action(
    runVerb(async (call) => {
      const state = (await askAgent(call, "status")) as Record<string, unknown>;
      return done("The agent answers.", { agent: state }, renderStatus(state, call.paint));
    }),
  );
  pluginVerb(agent, "load", "load a plugin that was unloaded", "loaded");
  pluginVerb(agent, "unload", "stop a plugin and keep it stopped", "unloaded");
  pluginVerb(agent, "reload", "start a plugin anew in a process of its own", "reloaded");
  withAgent(
    agent
      .command("call")
      .argument("<plugin>", "name of the plugin")
      .argument("<method>", "one of its methods")
      .argument("[arguments...]", "key=value words, or one JSON object")
      .description("call a method of a running plugin"),
  ).action(
    runVerb(async (call) => {
      const [plugin, method, words] = call.args as [string, string, string[] | undefined];
      const result = await askAgent(call, "call", { plugin, method, args: parseCallArguments(words ?? []) });
      return done(`${plugin}.${method} answered.`, { plugin, method, result }, JSON.stringify(result, null, 2));
    }),
  );
  withAgent(
    agent
      .command("logs")
      .argument("[plugin]", "only this plugin")
      .option("--lines <count>", "how many of the newest lines", "100")
      .option("--follow", "keep printing until Ctrl-C")
      .description("show what the agent and its plugins logged"),
  ).action(runVerb(showLogs, { cleansUp: true }));
  agent
    .command("doctor")
    .option("--config <file>", "bench configuration to check")
    .description("say what this machine can do for a bench, and what its configuration lacks")
    .action(
      runVerb(async ({ options }) => {
        const { checkBench } = await import("../agent/check-bench.ts");
        return checkBench(typeof options["config"] === "string" ? options["config"] : undefined);
      }),
    );
}
