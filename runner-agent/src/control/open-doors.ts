import type { BenchConfig } from "@plugsmith/schemas";
import type { AgentMetrics } from "./agent-metrics.ts";
import { type ControlHandler, openControlSocket } from "./control-transport.ts";
import { decideJobDoor } from "./decide-job-door.ts";
import { openHttp } from "./http-transport.ts";
import type { AgentStatus } from "./render-status.ts";

export interface DoorPorts {
  readonly socket: string;
  readonly operate: ControlHandler;
  readonly metrics: AgentMetrics;
  readonly startedAt: string;
  status(): AgentStatus;
}

export interface Doors {
  /** Address of /healthz and /metrics, when http is configured. */
  readonly http: string | null;
  close(): Promise<void>;
}

async function openSockets(config: BenchConfig, { socket, operate }: DoorPorts) {
  const control = await openControlSocket(socket, operate);
  const jobs = config.control?.jobs;
  if (!jobs) return control;
  try {
    const guarded: ControlHandler = async (method, params, caller) => {
      decideJobDoor(method, params);
      return operate(method, params, { ...caller, caller: `job-${caller.caller}` });
    };
    const second = await openControlSocket(jobs.socket, guarded, jobs.group);
    return { close: async () => void (await Promise.all([control.close(), second.close()])) };
  } catch (error) {
    await control.close();
    throw error;
  }
}

/** Opens the control socket and, when configured, the one for jobs and http; all or none. */
export async function openDoors(config: BenchConfig, ports: DoorPorts): Promise<Doors> {
  const { status, metrics } = ports;
  const control = await openSockets(config, ports);
  if (!config.http) return { http: null, close: control.close };
  const { host = "127.0.0.1", port = 0 } = config.http;
  try {
    const http = await openHttp(host, port, {
      healthz: () => ({ ok: true, body: { status: status().status, id: config.id, startedAt: ports.startedAt } }),
      readyz() {
        const { status, sources, isolation } = ports.status();
        const notYet = sources.filter(({ state }) => state === "starting").map(({ source }) => source);
        const ok = status === "running" && notYet.length === 0;
        return { ok, body: { status: ok ? "ready" : "not ready", isolation: isolation.level, waitsFor: notYet } };
      },
      async metrics() {
        const { registry, devices, plugins, outbox, jobs } = status();
        const text = await metrics.render({
          activePlugins: plugins.filter(({ phase }) => phase === "active").length,
          devices: devices.length,
          outboxPending: outbox.pending,
          registrySequence: registry.sequence,
          registryAgeSeconds: registry.ageSeconds ?? -1,
          registryWordAgeSeconds: registry.knowledge.ageSeconds ?? -1,
          registryStreamOpen: registry.stream?.state === "open" ? 1 : 0,
          jobsQueued: jobs.blocked + jobs.delayed + jobs.waiting,
          jobsRunning: jobs.running + jobs.cancelling,
          jobsDead: jobs.dead,
        });
        return { type: metrics.contentType, text };
      },
    });
    return {
      http: `http://${host.includes(":") ? `[${host}]` : host}:${http.port}`,
      close: async () => void (await Promise.all([control.close(), http.close()])),
    };
  } catch (error) {
    await control.close();
    throw error;
  }
}
