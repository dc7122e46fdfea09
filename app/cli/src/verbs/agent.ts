import type { AgentStatus } from "@plugsmith/runner-agent";
import type { Command } from "commander";
import { askAgent, followAgent } from "../agent/ask-agent.ts";
import { parseCallArguments } from "../agent/parse-call-arguments.ts";
import { renderLogLine, renderStatus } from "../agent/render-status.ts";
import type { Outcome } from "../outcome.ts";
import { runVerb, type VerbCall } from "../run-verb.ts";
import { registerAgentJobs } from "./agent-jobs.ts";
import { registerAgentDoctor, registerAgentInstall, registerAgentStart } from "./agent-machine.ts";

const done = (message: string, facts: Record<string, unknown>, text?: string): Outcome => ({
  status: "success",
  code: "ok",
  message,
  facts,
  ...(text === undefined ? {} : { text }),
});

const withAgent = (command: Command) =>
  command
    .option("--socket <path>", "control socket of the agent")
    .option("--config <file>", "bench configuration that names it");

/** A verb that asks a running agent one thing about a plugin. */
function pluginVerb(agent: Command, name: string, description: string, past: string): Command {
  return withAgent(agent.command(name).argument("<plugin>", "name of the plugin").description(description)).action(
    runVerb(async (call) => {
      const [plugin] = call.args;
      const { pluginVersion: version, acceptPermissions } = call.options;
      const result = await askAgent(call, name, { plugin, version, acceptPermissions });
      return done(`${String(plugin)} is ${past}.`, { plugin: result });
    }),
  );
}

async function showLogs(call: VerbCall): Promise<Outcome> {
  const [plugin] = call.args;
  const params = { plugin, lines: Number(call.options["lines"]) };
  const read = (answer: unknown) => (answer as { lines: readonly Record<string, unknown>[] }).lines;
  if (call.options["follow"] !== true) {
    const lines = read(await askAgent(call, "logs", params));
    return done(`${lines.length} lines.`, { lines }, lines.map(renderLogLine).join("\n") || "Nothing was logged yet.");
  }
  const next = (line: Readonly<Record<string, unknown>>) =>
    call.json ? call.emit({ event: "log", ...line }) : call.say(renderLogLine(line));
  await followAgent(call, "logs", { ...params, follow: true }, { first: (answer) => read(answer).forEach(next), next });
  return done("The agent closed the connection.", {});
}

function registerCall(agent: Command): void {
  withAgent(
    agent
      .command("call")
      .argument("<plugin>", "name of the plugin")
      .argument("<method>", "one of its methods")
      .argument("[arguments...]", "key=value words, or one JSON object")
      .option("--lease <token>", "the lease under which to call")
      .description("call a method of a running plugin"),
  ).action(
    runVerb(async (call) => {
      const [plugin, method, words] = call.args as [string, string, string[] | undefined];
      const { lease } = call.options;
      const result = await askAgent(call, "call", { plugin, method, args: parseCallArguments(words ?? []), lease });
      return done(`${plugin}.${method} answered.`, { plugin, method, result }, JSON.stringify(result, null, 2));
    }),
  );
}

function registerLease(agent: Command): void {
  withAgent(
    agent
      .command("lease")
      .argument("[plugin]", "name of the plugin; without it the leases are listed")
      .option("--holder <name>", "who takes it")
      .option("--seconds <count>", "for how long", "600")
      .option("--release <token>", "give it back")
      .description("reserve a plugin for one caller"),
  ).action(
    runVerb(async (call) => {
      const [plugin] = call.args;
      const { holder, seconds, release } = call.options;
      const action = plugin === undefined ? "list" : release === undefined ? "acquire" : "release";
      const result = await askAgent(call, "lease", {
        action,
        plugin,
        holder,
        seconds: Number(seconds),
        token: release,
      });
      return done(`lease ${action}: done.`, { result }, JSON.stringify(result, null, 2));
    }),
  );
}

/** Words of `plugsmith agent`: running the daemon of a bench, and talking to it over its control socket. */
export function registerAgent(program: Command): void {
  const agent = program.command("agent").description("run the bench daemon, or talk to a running one");
  registerAgentStart(agent);
  withAgent(agent.command("status").description("show plugins, devices and the state of the registry")).action(
    runVerb(async (call) => {
      const status = (await askAgent(call, "status")) as AgentStatus;
      return done(`bench ${status.id} is ${status.status}.`, { agent: status }, renderStatus(status, call.paint));
    }),
  );
  pluginVerb(agent, "load", "load a plugin of the registry", "loaded")
    .option("--plugin-version <version>", "this version instead of the newest")
    .option("--accept-permissions", "accept that this version asks for more than the one before");
  pluginVerb(agent, "unload", "stop a plugin and keep it stopped", "unloaded");
  pluginVerb(agent, "reload", "start a plugin anew in a process of its own", "reloaded");
  pluginVerb(agent, "rollback", "go back to the version before", "rolled back");
  registerCall(agent);
  withAgent(
    agent
      .command("logs")
      .argument("[plugin]", "only this plugin")
      .option("--lines <count>", "how many of the newest lines", "100")
      .option("--follow", "keep printing until Ctrl-C")
      .description("show what plugins logged"),
  ).action(runVerb(showLogs, { cleansUp: true }));
  registerLease(agent);
  registerAgentJobs(agent);
  registerAgentDoctor(agent);
  registerAgentInstall(agent);
}
