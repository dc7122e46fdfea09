import type { AgentStatus } from "@plugsmith/runner-agent";
import type { Paint } from "../terminal.ts";
import { cleanText as clean } from "./clean-text.ts";
import { renderDuration } from "./render-duration.ts";
import { renderLeases } from "./render-leases.ts";
import { renderRegistryTrust } from "./render-registry-trust.ts";
import { renderTable } from "./render-table.ts";

type Plugin = AgentStatus["plugins"][number];

const phaseStyles = { active: "green", stopped: "dim", broken: "red" } as const;
const marks = { on: ["green", "✓"], weak: ["yellow", "!"], missing: ["red", "✗"] } as const;

function renderBoundaries({ isolation }: AgentStatus, paint: Paint): string[] {
  const { level, require, boundaries, allowUnsigned } = isolation;
  const all = boundaries.map(({ boundary, state }) => {
    const [style, mark] = marks[state];
    return `${paint(style, mark)} ${boundary}`;
  });
  return [
    `isolation ${level === "os" ? "operating system" : paint("red", "process only")} (demanded: ${require})`,
    `          ${all.join("  ")}`,
    ...("message" in isolation && isolation.message ? [`  ${paint("red", isolation.message)}`] : []),
    ...boundaries
      .filter(({ state }) => state !== "on")
      .map(({ boundary, state, detail }) => `  ${paint(marks[state][0], `${boundary} ${state}`)}: ${clean(detail)}`),
    ...(allowUnsigned ? [`  ${paint("red", "UNSIGNED plugins of the watched folder are loaded")}`] : []),
  ];
}

function renderRow(plugin: Plugin, { crashBudget }: AgentStatus, now: number, paint: Paint): string[] {
  const phase: string = plugin.phase;
  const style = Object.hasOwn(phaseStyles, phase) ? phaseStyles[phase as keyof typeof phaseStyles] : "yellow";
  const { crashes = 0, version = "" } = "crashes" in plugin ? plugin : {};
  const running = phase === "active";
  const failed = plugin.failedCalls > 0 ? `, ${plugin.failedCalls} failed` : "";
  return [
    plugin.name,
    version || (plugin.lastGood === null ? "" : paint("dim", `last ${plugin.lastGood}`)),
    paint(style, plugin.held ? `${phase}, held by a person` : phase),
    running ? `${plugin.callsPerSecond.toFixed(1)} calls/s` : "",
    plugin.calls > 0 ? `${plugin.calls === 1 ? "1 call" : `${plugin.calls} calls`}${failed}` : "",
    crashes > 0
      ? paint("yellow", `${crashes} of ${crashBudget} crashes`)
      : running
        ? `0 of ${crashBudget} crashes`
        : "",
    plugin.since === null ? "" : `up ${renderDuration(now - Date.parse(plugin.since))}`,
    plugin.devices.map(clean).join(", "),
  ];
}

function renderPlugins(status: AgentStatus, now: number, paint: Paint): string[] {
  const rows = renderTable(status.plugins.map((plugin) => renderRow(plugin, status, now, paint)));
  return status.plugins.flatMap((plugin, index) => [
    rows[index] ?? "",
    ...("trying" in plugin && plugin.trying ? [`    trying ${plugin.trying.version} (${plugin.trying.phase})`] : []),
    ...plugin.refusals.map(({ code, message }) => `    ${paint("yellow", code)} ${clean(message)}`),
    ...plugin.rejected.map(
      ({ version, code, message }) => `    ${paint("dim", `${version} was given up: ${code}`)} ${clean(message)}`,
    ),
  ]);
}

function renderDevices({ devices, plugins }: AgentStatus, paint: Paint): string[] {
  return renderTable(
    devices.map((device) => {
      const { key, vendorId, productId, port, product } = device;
      const served = plugins.filter((plugin) => plugin.devices.includes(key)).map(({ name }) => name);
      const why = "code" in device && device.code ? paint("yellow", device.code) : "";
      return [clean(key), `${vendorId}:${productId}`, `port ${port}`, clean(product), served.join(", ") || why];
    }),
  );
}

function renderSources({ sources, registry }: AgentStatus, paint: Paint): string {
  const all = sources.map(({ source, state, message }) => {
    if (state === "watching") return `${paint("green", "✓")} ${source}`;
    // The lines about the registry have said why.
    const why = source === "registry" && registry.refusal?.message === message ? undefined : message;
    return `${paint("yellow", "!")} ${source} ${state}${why ? `: ${clean(why)}` : ""}`;
  });
  return `sources   ${all.join("  ") || "none"}`;
}

const emptyBench = "plugins   none yet: plug in a device that one serves, or `plugsmith agent load <name>`";

/** The agent's status for people, line by line; all of it is in `--json`. */
export function renderStatusLines(status: AgentStatus, paint: Paint): string[] {
  const { registry, sources, devices, plugins, outbox, leases, leaseQueue, jobs } = status;
  const now = Date.parse(status.now);
  const followed = sources.some(({ source }) => source === "registry");
  const age =
    registry.ageSeconds === null
      ? paint("yellow", followed ? "never reached" : "not followed here")
      : `reached ${renderDuration(registry.ageSeconds * 1000)} ago`;
  const title = (text: string, lines: readonly string[]) =>
    lines.length === 0 ? [] : ["", paint("bold", text), ...lines];
  const events = `${outbox.pending === 1 ? "1 event waits" : `${outbox.pending} events wait`} for the bot`;
  const up = renderDuration(now - Date.parse(status.startedAt));
  const state = paint(status.status === "running" ? "green" : "red", status.status);
  return [
    `bench ${paint("bold", status.id)} is ${state}, up ${up}  ${paint("dim", `agent ${status.version}, pid ${status.pid}`)}`,
    ...renderBoundaries(status, paint),
    `registry  ${registry.repository}: ${registry.sequence < 0 ? "" : `sequence ${registry.sequence}, `}${age}, ${registry.revoked} revoked`,
    ...renderRegistryTrust(registry, paint),
    renderSources(status, paint),
    ...(plugins.length + devices.length === 0 ? ["", emptyBench] : []),
    ...title(`plugins ${plugins.length}`, renderPlugins(status, now, paint)),
    ...title(`devices ${devices.length}`, renderDevices(status, paint)),
    ...title(
      `leases ${leases.length}${leaseQueue.length > 0 ? `, waiting ${leaseQueue.length}` : ""}`,
      renderLeases(status, now, paint),
    ),
    "",
    `jobs      ${jobs.waiting + jobs.delayed + jobs.blocked} wait, ${jobs.running + jobs.cancelling} run, ${jobs.dead > 0 ? paint("red", `${jobs.dead} dead`) : "0 dead"}, ${jobs.done} done`,
    `events    ${outbox.pending > 0 ? `${paint("yellow", events)}${outbox.lastError ? `: ${clean(outbox.lastError)}` : ""}` : "none waits for the bot"}`,
  ];
}
