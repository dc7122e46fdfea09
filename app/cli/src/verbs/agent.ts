import type { AgentStatus } from "@plugsmith/runner-agent";
import { ForgeError } from "@plugsmith/schemas";
import type { Command } from "commander";
import { askAgent, findSocket, followAgent } from "../agent/ask-agent.ts";
import { cleanText } from "../agent/clean-text.ts";
import { completeStatus } from "../agent/complete-status.ts";
import { parseCallArguments } from "../agent/parse-call-arguments.ts";
import { renderEvent } from "../agent/render-event.ts";
import { renderLogLine } from "../agent/render-log-line.ts";
import { renderStatusLines } from "../agent/render-status.ts";
import type { Outcome } from "../outcome.ts";
import { runVerb, type VerbCall } from "../run-verb.ts";
import { registerAgentInstall } from "./agent-install.ts";
import { registerAgentJobs } from "./agent-jobs.ts";
import { registerAgentLease } from "./agent-lease.ts";
import { registerAgentDoctor, registerAgentStart } from "./agent-machine.ts";

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
      .description("call a method of a running plugin")
      .addHelpText(
        "after",
        "\nExamples:\n  plugsmith agent call acme-meter measure channel=2\n  plugsmith agent call acme-meter measure '{\"channel\": 2}' --json",
      ),
  ).action(
    runVerb(async (call) => {
      const [plugin, method, words] = call.args as [string, string, string[] | undefined];
      const { lease } = call.options;
      const result = await askAgent(call, "call", { plugin, method, args: parseCallArguments(words ?? []), lease });
      const lines = JSON.stringify(result, null, 2).split("\n").map(cleanText);
      return done(`${plugin}.${method} answered.`, { plugin, method, result }, lines.join("\n"));
    }),
  );
}

async function showStatus(call: VerbCall): Promise<Outcome> {
  const message = (status: AgentStatus) => `bench ${status.id} is ${status.status}.`;
  if (call.options["watch"] !== true) {
    const status = completeStatus(await askAgent(call, "status"));
    return done(message(status), { agent: status }, renderStatusLines(status, call.paint).join("\n"));
  }
  if (process.stderr.isTTY && !call.json) {
    const { watchStatus } = await import("../agent/watch-status.ts");
    const { connectAgent } = await import("@plugsmith/runner-agent");
    const socket = await findSocket(call.options);
    // A wrong name is told at once; only an agent that was there is waited for.
    (await connectAgent(socket)).close();
    const { signal, paint } = call;
    const last = await watchStatus({ screen: process.stderr, paint, signal, connect: () => connectAgent(socket) });
    if (last) call.say(renderStatusLines(last, paint).join("\n"));
    throw new ForgeError("interrupted");
  }
  const status = completeStatus(await askAgent(call, "status"));
  // Shown once the agent tells of events, so that none is missed between the two.
  const first = () => {
    if (call.json) call.emit({ event: "status", agent: status });
    else call.say(renderStatusLines(status, call.paint).join("\n"));
  };
  const next = (event: Readonly<Record<string, unknown>>) =>
    call.json ? call.emit(event) : call.say(renderEvent(event));
  await followAgent(call, "events", {}, { first, next });
  return done("The agent closed the connection.", {});
}

const examples = `
Examples:
  plugsmith agent start --config bench.yml          run the bench here
  plugsmith agent status --watch                    a view to leave open
  plugsmith agent call acme-meter measure channel=2
  plugsmith agent logs acme-meter -f
  plugsmith agent lease --device 0403:6001 --seconds 900 --wait 600 --reason "soak test"
  plugsmith agent load acme-meter --accept-permissions
  plugsmith agent doctor --config bench.yml         what this machine lacks
  plugsmith agent install --config bench.yml        unit, udev rules, container and Kubernetes files

The agent is found by --socket, --config, PLUGSMITH_AGENT_SOCKET, or as the only \`plugsmith dev\` that runs here.`;

/** Words of `plugsmith agent`: running the daemon of a bench, and talking to it over its control socket. */
export function registerAgent(program: Command): void {
  const agent = program
    .command("agent")
    .description("run the bench daemon, or talk to a running one")
    .addHelpText("after", examples);
  registerAgentStart(agent);
  withAgent(
    agent
      .command("status")
      .option("-w, --watch", "keep it on the screen until Ctrl-C; without a terminal, what happens line by line")
      .description("show plugins, devices, leases, jobs, boundaries and the state of the registry")
      .addHelpText(
        "after",
        "\nExamples:\n  plugsmith agent status --watch\n  plugsmith agent status --json | jq .agent.plugins",
      ),
  ).action(runVerb(showStatus, { cleansUp: true }));
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
      .option("-n, --lines <count>", "how many of the newest lines", "100")
      .option("-f, --follow", "keep printing until Ctrl-C")
      .description("show what plugins logged")
      .addHelpText("after", "\nExamples:\n  plugsmith agent logs acme-meter -f\n  plugsmith agent logs -n 20 --json"),
  ).action(runVerb(showLogs, { cleansUp: true }));
  registerAgentLease(agent);
  registerAgentJobs(agent);
  registerAgentDoctor(agent);
  registerAgentInstall(agent);
}
