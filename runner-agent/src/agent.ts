import { join } from "node:path";
import { detectConfinement, startPluginProcess } from "@plugsmith/plugin-host";
import type { BenchConfig, BenchEvent } from "@plugsmith/schemas";
import type { Agent, AgentOptions } from "./agent-options.ts";
import { type BenchConductor, createBenchConductor } from "./bench/bench-conductor.ts";
import { fetchForPlugin } from "./broker/plugin-fetch-transport.ts";
import { createPluginFiles } from "./broker/plugin-files-store.ts";
import { createPluginLogs } from "./broker/plugin-log-store.ts";
import { createPluginSerial } from "./broker/plugin-serial-transport.ts";
import { createPluginUsb } from "./broker/plugin-usb-transport.ts";
import { createAgentMetrics } from "./control/agent-metrics.ts";
import { createOperations } from "./control/agent-operations.ts";
import { openControlSocket } from "./control/control-transport.ts";
import { gatherDoctor } from "./control/gather-doctor.ts";
import { openHttp } from "./control/http-transport.ts";
import { createLeases } from "./control/leases.ts";
import { type AgentStatus, renderStatus } from "./control/render-status.ts";
import { createPluginLauncher } from "./host/plugin-launcher.ts";
import { createPluginSlot } from "./host/plugin-slot.ts";
import type { HostLimits } from "./host/supervisor.ts";
import { type AgentSources, createSources } from "./hotplug/create-sources.ts";
import { readClock } from "./read-clock.ts";
import { readPolicy } from "./read-config.ts";
import { createEventReporter } from "./report/event-reporter.ts";
import { createOutbox } from "./report/outbox-store.ts";
import { readBenchKey, signBenchEvent } from "./report/sign-bench-event.ts";
import { createReleaseGatherer } from "./store/gather-release.ts";
import { createJournalStore } from "./store/journal-store.ts";
import { listLeftProcesses } from "./store/list-left-processes.ts";
import { killOrphans, lockState, readProcessStart } from "./store/lock-store.ts";
import { createPackageStore } from "./store/package-store.ts";
import { createStateStore } from "./store/state-store.ts";
import { createReleaseVerifier } from "./store/verify-release.ts";

function chooseLimits({ limits = {} }: BenchConfig): HostLimits {
  const { loadMs = 10_000, callMs = 10_000, stopMs = 2_000, crashes = 3, crashWindowMs = 300_000 } = limits;
  return { loadMs, callMs, stopMs, crashes, windowMs: crashWindowMs };
}

/**
 * Starts the bench daemon: takes the state folder, opens the control socket, watches its sources and keeps running what
 * should run. @throws ForgeError `agent_running`, `bench_config_invalid`.
 */
export async function startAgent(config: BenchConfig, options: AgentOptions = {}): Promise<Agent> {
  const clock = options.clock ?? readClock();
  const fetcher = options.fetch ?? fetch;
  const log = options.log ?? (() => {});
  const { stateDir } = config;
  const unlock = lockState(stateDir);
  const startedAt = new Date(clock.now()).toISOString();
  const now = () => new Date(clock.now()).toISOString();
  const require = config.isolation?.require ?? "os";
  const confinement = options.confinement ?? (await detectConfinement());
  const limits = chooseLimits(config);

  const journal = createJournalStore(join(stateDir, "journal.ndjson"));
  const orphans = killOrphans(listLeftProcesses(journal.read()));
  if (orphans > 0) log(`${orphans} plugin processes of a killed agent were ended`);
  journal.append({ at: startedAt, kind: "agent_started", pid: process.pid });

  const state = createStateStore(join(stateDir, "state.json"));
  const store = createPackageStore(join(stateDir, "store"));
  const logs = createPluginLogs(join(stateDir, "logs"), clock);
  const metrics = createAgentMetrics();
  const leases = createLeases(clock);
  const memory = state.read();
  store.prune(new Set(Object.values(memory.plugins).flatMap(({ accepted }) => accepted.slice(-4))));

  const followers = new Set<(event: object) => void>();
  const { bot } = config;
  const key = bot ? readBenchKey(bot.keyFile) : undefined;
  const reporter = createEventReporter({
    clock,
    bench: config.id,
    repository: config.registry.repository,
    outbox: createOutbox(join(stateDir, "outbox")),
    ...(bot && key
      ? { bot: { url: bot.url, sign: (event: BenchEvent) => signBenchEvent(event, key), fetch: fetcher } }
      : {}),
    onEvent(event) {
      journal.append({ kind: "event", ...event });
      options.onEvent?.(event);
      for (const follow of followers) follow(event);
    },
    log,
  });

  const verify = options.verifyRelease ?? createReleaseVerifier(() => readPolicy(config.trust.policyFile));
  const gather = createReleaseGatherer({ store, fetch: fetcher, verify, memory: () => conductor.memory() });
  const usb = new Map<string, ReturnType<typeof createPluginUsb>>();
  const usbOf = (name: string) => {
    const known = usb.get(name) ?? createPluginUsb();
    usb.set(name, known);
    return known;
  };
  const devicesOf = (name: string) => {
    const slot = conductor.slots().get(name);
    return [...(slot?.candidate()?.served() ?? []), ...(slot?.active()?.served() ?? [])];
  };
  const launch = (name: string) =>
    createPluginLauncher({
      clock,
      confinement,
      plugins: config.plugins ?? {},
      logs,
      start: options.startProcess ?? startPluginProcess,
      fetch: fetchForPlugin,
      usb: usbOf(name),
      openFiles: (plugin, manifest) => createPluginFiles(join(stateDir, "data", plugin), manifest.permissions),
      openSerial: createPluginSerial,
      devices: devicesOf,
      callPlugin: (caller, plugin, method, args) =>
        operate("call", { plugin, method, args }, { caller, notify: () => {}, onClose: () => {} }),
      emit(plugin, event, data) {
        for (const slot of conductor.slots().values())
          if (slot.name !== plugin && slot.active()?.stored()?.manifest.events.subscribes.includes(event))
            slot.publish(event, data);
      },
      onProcess: (kind, plugin, pid) =>
        journal.append({ at: now(), kind: `process_${kind}`, plugin, pid, start: readProcessStart(pid) ?? "" }),
    });

  const conductor: BenchConductor = createBenchConductor({
    clock,
    repository: config.registry.repository,
    plugins: config.plugins ?? {},
    confinement: confinement.level,
    require,
    allowUnsigned: config.isolation?.allowUnsigned === true,
    lingerMs: options.lingerMs ?? 5_000,
    memory,
    followsRegistry: config.sources?.registry !== false,
    write: (next) => state.write(next),
    createSlot: (name, onEvent) =>
      createPluginSlot(name, {
        clock,
        limits,
        verify: gather,
        stage: async (checked) => store.write(checked),
        start: launch(name),
        log: (message) => logs.write(name, "warn", message),
        onEvent(event) {
          metrics.observe(event);
          if (event.kind === "unloaded" || event.kind === "broken") void usbOf(name).close();
          onEvent(event);
        },
      }),
    folder: () => sources.folder(),
    report: (draft) => reporter.report(draft),
    log,
  });
  const sources: AgentSources = createSources(config, {
    clock,
    fetch: fetcher,
    accept: (registry, reviewers) => conductor.acceptRegistry(registry, reviewers),
    ...(options.loadUsb ? { loadUsb: options.loadUsb } : {}),
  });

  const status = (): AgentStatus =>
    renderStatus(conductor, {
      config,
      startedAt,
      now: clock.now(),
      confinement,
      require,
      sources: sources.status(),
      outbox: reporter.status(),
      leases: leases.list(),
    });
  const operate = createOperations({
    conductor,
    clock,
    leases,
    logs,
    metrics,
    simulated: sources.simulated,
    status,
    doctor: () =>
      gatherDoctor(config, { fetch: fetcher, confinement, ...(options.loadUsb ? { loadUsb: options.loadUsb } : {}) }),
    poll: () => sources.poll(),
    followEvents: (run) => {
      followers.add(run);
      return () => followers.delete(run);
    },
  });

  const socket = config.control?.socket ?? join(stateDir, "agent.sock");
  const control = await openControlSocket(socket, operate);
  const host = config.http?.host ?? "127.0.0.1";
  const http = config.http
    ? await openHttp(host, config.http.port ?? 0, {
        healthz: () => ({ ok: true, body: { status: status().status, id: config.id, startedAt } }),
        async metrics() {
          const { registry, devices, plugins, outbox } = status();
          const text = await metrics.render({
            activePlugins: plugins.filter(({ phase }) => phase === "active").length,
            devices: devices.length,
            outboxPending: outbox.pending,
            registrySequence: registry.sequence,
            registryAgeSeconds: registry.ageSeconds ?? -1,
          });
          return { type: metrics.contentType, text };
        },
      })
    : undefined;
  const loads = !(require === "os" && confinement.level === "process");
  if (!loads)
    log(`nothing will be loaded: ${confinement.reason ?? "no operating-system boundary"} (isolation.require is os)`);
  if (config.isolation?.allowUnsigned)
    log("WARNING: isolation.allowUnsigned is on; plugins of the folder run without any signature");
  await sources.start((event) => conductor.onHotplug(event));

  let closing: Promise<void> | undefined;
  const close = async () => {
    await sources.stop();
    await Promise.race([conductor.end(), new Promise<void>((resolve) => clock.after(3_500, resolve))]);
    await Promise.all([...usb.values()].map((one) => one.close()));
    await reporter.end(1_000);
    await control.close();
    await http?.close();
    journal.append({ at: now(), kind: "agent_stopped" });
    journal.close();
    unlock();
  };
  return {
    ready: {
      schemaVersion: 1,
      status: "ready",
      bench: config.id,
      pid: process.pid,
      socket,
      http: http ? `http://${host}:${http.port}` : null,
      isolation: confinement.level,
      loads,
      sources: sources.names,
    },
    status,
    request: (method, params = {}) => operate(method, params, { caller: "owner", notify: () => {}, onClose: () => {} }),
    close: () => {
      closing ??= close();
      return closing;
    },
  };
}
