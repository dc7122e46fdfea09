import type { AgentStatus } from "@plugsmith/runner-agent";
import type { Paint } from "../terminal.ts";

/** Plugins and devices write text of their own: nothing of theirs may move the cursor or change colours. */
const clean = (value: unknown) => String(value ?? "").replace(/[^\P{Cc}\t]/gu, "�");

function renderPlugin(plugin: AgentStatus["plugins"][number], paint: Paint): string[] {
  const version = "version" in plugin ? ` ${plugin.version}` : "";
  const style = plugin.phase === "active" ? "green" : plugin.phase === "stopped" ? "dim" : "yellow";
  const trying = "trying" in plugin && plugin.trying ? `, trying ${plugin.trying.version}` : "";
  const devices = plugin.devices.length > 0 ? `, devices ${plugin.devices.map(clean).join(", ")}` : "";
  return [
    `  ${plugin.name}${version}  ${paint(style, plugin.phase)}${trying}${devices}${plugin.held ? ", held by a person" : ""}`,
    ...plugin.refusals.map(({ code, message }) => `    ${paint("yellow", code)} ${clean(message)}`),
  ];
}

/** The agent's status for people; all of it is in `--json`. */
export function renderStatus(status: AgentStatus, paint: Paint): string {
  const { isolation, registry, devices, plugins, outbox } = status;
  const age = registry.ageSeconds === null ? "never reached" : `reached ${registry.ageSeconds} s ago`;
  return [
    `bench ${status.id} is ${status.status}, plugin boundary: ${isolation.level} (demanded: ${isolation.require})`,
    ...("message" in isolation && isolation.message
      ? [`  ${paint("red", isolation.message)} ${clean(isolation.reason)}`]
      : []),
    `registry ${registry.repository}: sequence ${registry.sequence}, ${age}, ${registry.revoked} revoked`,
    `plugins: ${plugins.length}`,
    ...plugins.flatMap((plugin) => renderPlugin(plugin, paint)),
    `devices: ${devices.length}`,
    ...devices.map(({ key, vendorId, productId, port }) => `  ${clean(key)} (${vendorId}:${productId} at ${port})`),
    outbox.pending > 0
      ? `${outbox.pending === 1 ? "1 event waits" : `${outbox.pending} events wait`} for the bot${outbox.lastError ? `: ${clean(outbox.lastError)}` : ""}`
      : "no event waits for the bot",
  ].join("\n");
}

/** One log line of a plugin for people. */
export function renderLogLine({ at, plugin, level, message }: Readonly<Record<string, unknown>>): string {
  return [at, plugin, level, message]
    .filter((part) => part !== undefined)
    .map(clean)
    .join("  ");
}
