import type { Paint } from "../terminal.ts";

type Facts = Readonly<Record<string, unknown>>;

const text = (value: unknown) =>
  typeof value === "string" || typeof value === "number" || typeof value === "boolean"
    ? String(value)
    : JSON.stringify(value);
/** Plugin code writes log lines: nothing of theirs may move the cursor or change colours. */
const clean = (value: string) => value.replace(/[^\P{Cc}\t]/gu, "�");
const list = (value: unknown): readonly Facts[] => (Array.isArray(value) ? (value as Facts[]) : []);

function renderPlugin(plugin: Facts, paint: Paint): string {
  const state = text(plugin["state"] ?? "");
  const mark = /broken|failed|refused/.test(state) ? paint("red", state) : paint("green", state);
  return `  ${text(plugin["name"])} ${text(plugin["version"] ?? "")}  ${mark}`;
}

/** The agent's status for people; everything it says is in `--json`. */
export function renderStatus(state: Facts, paint: Paint): string {
  const plugins = list(state["plugins"]);
  const devices = list(state["devices"]);
  return [
    `bench ${text(state["bench"] ?? state["id"] ?? "")}, plugin boundary: ${text(state["isolation"] ?? state["confinement"] ?? "unknown")}`,
    `${plugins.length} plugins${plugins.length > 0 ? ":" : ""}`,
    ...plugins.map((plugin) => renderPlugin(plugin, paint)),
    `${devices.length} devices${devices.length > 0 ? ":" : ""}`,
    ...devices.map(
      (device) =>
        `  ${text(device["key"])} ${text(device["vendorId"])}:${text(device["productId"])} at ${text(device["port"])}`,
    ),
  ].join("\n");
}

/** One log line of agent or plugin for people. */
export function renderLogLine(line: Facts): string {
  const { at, plugin, level, message } = line;
  return clean(
    [at, plugin, level, message]
      .filter((part) => part !== undefined && part !== null)
      .map(text)
      .join("  "),
  );
}
