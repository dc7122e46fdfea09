import type { StepReport, StepToolkit } from "@plugsmith/action-kit";
import { ForgeError, renderInert, toForgeError } from "@plugsmith/schemas";
import type { BenchAgent, GrantedLease, SeenStatus } from "./bench-agent.ts";
import { chooseArtifacts, listFiles, readArtifact } from "./collect-artifacts.ts";
import { decidePlugin, type PluginReadiness } from "./decide-plugin.ts";
import type { BenchRequest } from "./parse-bench-inputs.ts";
import { renderPlace } from "./render-place.ts";

export interface BenchPorts {
  readonly agent: BenchAgent;
  readonly toolkit: StepToolkit;
  /** Resolves after so many ms. */
  pause(ms: number): Promise<void>;
  /** Where the collected files go. */
  readonly folder: string;
}

const lookMs = 500;
/** To collect what the call wrote. */
const spareMs = 60_000;
const mostOutputBytes = 256 * 1024;

async function reserve(request: BenchRequest, { agent, toolkit }: BenchPorts): Promise<GrantedLease> {
  const { run } = toolkit;
  const url = run.runId === undefined ? "" : `${run.serverUrl}/${run.repository}/actions/runs/${run.runId}`;
  const wanted = request.device === "" ? { plugin: request.plugin } : { device: request.device };
  toolkit.info(`Reserving ${Object.entries(wanted).flat().join(" ")} …`);
  const lease = (await agent.request("lease", {
    action: "acquire",
    ...wanted,
    holder: `${run.repository ?? "a workflow"} run ${run.runId ?? "?"}.${run.runAttempt ?? "1"}`,
    reason: request.reason || url,
    priority: request.priority,
    seconds: Math.ceil(request.leaseMs / 1000),
    waitSeconds: Math.ceil(request.waitMs / 1000),
    bound: true,
  })) as GrantedLease;
  toolkit.mask(lease.token);
  toolkit.saveState("lease", lease.token);
  toolkit.info(`Reserved ${lease.device ?? lease.plugin} until ${lease.until}.`);
  return lease;
}

/** Whom an own lease of the job is on. */
async function recall(token: string, { agent }: BenchPorts): Promise<GrantedLease> {
  return { ...((await agent.request("lease", { action: "keep", token })) as Omit<GrantedLease, "token">), token };
}

async function awaitPlugin(request: BenchRequest, device: string | null, ports: BenchPorts) {
  const { agent, toolkit } = ports;
  let last = "";
  for (let waited = 0; ; waited += lookMs) {
    const status = (await agent.request("status")) as SeenStatus;
    const found: PluginReadiness = decidePlugin(status, request.plugin, device);
    if (found.ready) return found;
    if (found.why !== last) toolkit.info(`Waiting: ${found.why}.`);
    last = found.why;
    if (waited >= request.waitMs)
      throw new ForgeError("plugin_not_ready", {
        message: `The bench was not ready in time: ${found.why}.`,
        hint: "`plugsmith agent status` on the bench tells more; wait-minutes waits longer.",
      });
    await ports.pause(lookMs);
  }
}

async function callPlugin(request: BenchRequest, plugin: string, lease: string, ports: BenchPorts) {
  const { agent, toolkit, folder } = ports;
  const own = { plugin, lease };
  const seconds = Math.ceil((Math.max(request.leaseMs, request.callMs) + spareMs) / 1000);
  // A live job's lease must not end in the middle of its call.
  await agent.request("lease", { action: "renew", token: lease, seconds: Math.min(seconds, 86_400) });
  const before = await listFiles(agent, own);
  await agent.request("logs", { ...own, follow: true, lines: 0 });
  toolkit.info(`Calling ${plugin}.${request.method} …`);
  let failure: ForgeError | undefined;
  let value: unknown;
  try {
    value = await agent.request("call", {
      ...own,
      method: request.method,
      args: request.args,
      timeoutMs: request.callMs,
    });
  } catch (thrown) {
    failure = toForgeError(thrown);
    // Without the agent there are no files to collect either.
    if (failure.code === "agent_unreachable") throw failure;
  }
  const files = chooseArtifacts(before, await listFiles(agent, own), request.artifacts);
  for (const { path } of files) toolkit.writeFile(folder, path, await readArtifact(agent, own, path));
  if (files.length > 0) toolkit.info(`Collected ${files.map(({ path }) => path).join(", ")}.`);
  return { value, failure, files };
}

/** Reserves, waits, calls, collects; the report is of the call. Throws when it could not come to the call. */
export async function useBench(request: BenchRequest, ports: BenchPorts): Promise<StepReport> {
  const { agent, toolkit, folder } = ports;
  agent.onNotification((method, params) => {
    if (method === "lease") toolkit.info(renderPlace(params));
    if (method === "log") toolkit.info(`${params["plugin"]} ${params["level"]}: ${params["message"]}`);
  });
  const own = request.lease === "";
  const lease = own ? await reserve(request, ports) : await recall(request.lease, ports);
  const name = lease.device ?? lease.plugin ?? "";
  toolkit.setOutput("device", lease.device ?? "");
  if (request.method === "" && request.plugin === "" && own) return finish({ message: `Reserved ${name}.` });
  const { plugin, version } = await awaitPlugin(request, lease.device, ports);
  if (request.method === "") return finish({ message: `Reserved ${name}; ${plugin} ${version} serves it.` });
  const { value, failure, files } = await callPlugin(request, plugin, lease.token, ports);
  const facts = { bench: true, device: lease.device, plugin, version, method: request.method, artifacts: files.length };
  const list = files.map(({ path, bytes }) => `- ${renderInert(path)}, ${bytes} bytes`).join("\n");
  if (failure) {
    const { code, message, hint } = failure;
    return {
      status: "failed",
      code,
      message: `${plugin}.${request.method}: ${message}`,
      ...(hint ? { hint } : {}),
      facts,
    };
  }
  const text = JSON.stringify(value ?? null);
  toolkit.writeFile(folder, "value.json", `${text}\n`);
  toolkit.setOutput("value", Buffer.byteLength(text) > mostOutputBytes ? "" : text);
  return finish({ message: `${plugin} ${version} answered ${request.method} on ${name}.`, facts, summary: list });

  async function finish(report: StepReport): Promise<StepReport> {
    if (own && request.release === "step") await agent.request("lease", { action: "release", token: lease.token });
    else if (own) await agent.request("lease", { action: "keep", token: lease.token });
    toolkit.setOutput("lease", request.release === "step" && own ? "" : lease.token);
    return report;
  }
}
