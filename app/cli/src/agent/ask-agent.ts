import { join } from "node:path";
import type { AgentClient } from "@plugsmith/runner-agent";
import { ForgeError, toForgeError } from "@plugsmith/schemas";
import { findWorkFolder } from "../dev/find-work-folder.ts";
import type { VerbCall } from "../run-verb.ts";
import { cleanText } from "./clean-text.ts";

/**
 * Control socket of the agent that a verb means: `--socket`, the one of `--config`, `PLUGSMITH_AGENT_SOCKET`, or that of
 * the only dev forge which runs here.
 */
export async function findSocket(options: VerbCall["options"]): Promise<string> {
  if (typeof options["socket"] === "string") return options["socket"];
  if (typeof options["config"] === "string") {
    const { readConfig } = await import("@plugsmith/runner-agent");
    const { control, stateDir } = readConfig(options["config"]);
    return control?.socket ?? join(stateDir, "agent.sock");
  }
  const fromEnvironment = process.env["PLUGSMITH_AGENT_SOCKET"];
  if (fromEnvironment) return fromEnvironment;
  try {
    return join(findWorkFolder(undefined), "agent.sock");
  } catch (cause) {
    throw new ForgeError("wrong_usage", {
      message: "Which agent?",
      hint: "Name its control socket with --socket, its configuration with --config, or set PLUGSMITH_AGENT_SOCKET.",
      cause,
    });
  }
}

type Params = Readonly<Record<string, unknown>>;

/** An error's words may be a plugin's own. */
function cleanError(thrown: unknown): unknown {
  if (!(thrown instanceof ForgeError)) return thrown;
  const { code, message, hint, facts } = thrown;
  return new ForgeError(code, {
    message: cleanText(message),
    ...(hint === undefined ? {} : { hint: cleanText(hint) }),
    facts,
    cause: thrown,
  });
}

/** Of the control socket; runner-agent/src/control/hello.ts says what each has. */
const spokenProtocols = [2, 1];

/**
 * Finds out whether both sides understand each other; an agent that knows no `hello` speaks 1.
 * @throws ForgeError `protocol_unsupported`, with who must be upgraded.
 */
async function greetAgent(agent: AgentClient): Promise<void> {
  try {
    await agent.request("hello", { protocols: spokenProtocols });
  } catch (thrown) {
    if (toForgeError(thrown).code !== "method_unknown") throw thrown;
  }
}

/**
 * One request to a running agent; `next` is shown its notifications until the answer. A restart is waited out. Throws the agent's
 * own error, or `agent_unreachable`.
 */
export async function askAgent(
  call: VerbCall,
  method: string,
  params: Params = {},
  next: (line: Params) => void = () => {},
): Promise<unknown> {
  const { askPatiently } = await import("@plugsmith/runner-agent");
  const onWait = () => {
    if (!call.json) call.say("The agent is restarting; waiting for it.");
  };
  return askPatiently(
    await findSocket(call.options),
    async (agent) => {
      await greetAgent(agent);
      agent.onNotification((_method, line) => next(line));
      return agent.request(method, params);
    },
    { onWait },
  );
}

/** Asks, shows the answer, and then each notification, until Ctrl-C or until the agent goes. */
export async function followAgent(
  call: VerbCall,
  method: string,
  params: Params,
  show: { first(answer: unknown): void; next(line: Params): void },
): Promise<void> {
  const { connectAgent } = await import("@plugsmith/runner-agent");
  const agent = await connectAgent(await findSocket(call.options));
  await greetAgent(agent);
  agent.onNotification((_method, line) => show.next(line));
  call.signal.addEventListener("abort", () => agent.close());
  try {
    show.first(await agent.request(method, params));
    await agent.closed;
  } catch (thrown) {
    throw cleanError(thrown);
  } finally {
    agent.close();
  }
  if (call.signal.aborted) throw new ForgeError("interrupted");
}
