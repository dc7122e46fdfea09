import { join } from "node:path";
import { createSparePool, startPluginProcess, startSpare } from "@plugsmith/plugin-host";
import type { BenchConfig, BenchEvent } from "@plugsmith/schemas";
import type { Agent, AgentOptions } from "./agent-options.ts";
import { createBench } from "./bench/create-bench.ts";
import { openArtifacts } from "./broker/artifact-store.ts";
import { createAgentMetrics } from "./control/agent-metrics.ts";
import { createOperations } from "./control/agent-operations.ts";
import type { ControlCaller } from "./control/control-transport.ts";
import { gatherDoctor } from "./control/gather-doctor.ts";
import { guardRestart } from "./control/guard-restart.ts";
import { agentVersion } from "./control/hello.ts";
import { openDoors } from "./control/open-doors.ts";
import { createPluginActivity } from "./control/plugin-activity.ts";
import { type AgentStatus, renderStatus } from "./control/render-status.ts";
import { gatherConfinement } from "./gather-confinement.ts";
import { type AgentSources, createSources } from "./hotplug/create-sources.ts";
import { createHotplugHub } from "./hotplug/hotplug-hub.ts";
import { renderHotplug } from "./hotplug/render-hotplug.ts";
import { openBenchJobs } from "./jobs/bench-jobs-store.ts";
import { createBenchPlaces } from "./leases/bench-places.ts";
import { createLeaseStore } from "./leases/lease-store.ts";
import { createLeases } from "./leases/leases.ts";
import { readClock } from "./read-clock.ts";
import { readPolicy } from "./read-config.ts";
import { readSignedTrust } from "./registry/read-signed-trust.ts";
import { createRegistryTrustStore } from "./registry/registry-trust-store.ts";
import { createStandingWatch } from "./registry/standing-watch.ts";
import { createWakeStream } from "./registry/wake-stream.ts";
import { decideUnknownDevice } from "./report/decide-unknown-device.ts";
import { createEventReporter } from "./report/event-reporter.ts";
import { readBenchKey, signBenchEvent, signStreamRequest } from "./report/sign-bench-event.ts";
import { type AgentFolder, openAgentFolder } from "./store/agent-folder-store.ts";
import { createReleaseVerifier } from "./store/verify-release.ts";
import { createAgentTraces } from "./telemetry/agent-traces.ts";
import { createOtlpTraces } from "./telemetry/otlp-transport.ts";

const inside = (caller: string): ControlCaller => ({ caller, notify: () => {}, onClose: () => () => {} });

/** What plugins get to stop at shutdown; with 1 s for the last events the agent is gone within five seconds. */
const endMs = 3_500;
const flushMs = 1_000;
/** What running jobs get to finish, out of that. */
const jobsMs = 1_000;

/**
 * Starts the bench daemon: takes the state folder, opens the control socket, watches its sources and keeps running what
 * should run. @throws ForgeError `agent_running`, `bench_config_invalid`.
 */
export async function startAgent(config: BenchConfig, options: AgentOptions = {}): Promise<Agent> {
  const clock = options.clock ?? readClock();
  const folder = openAgentFolder(config.stateDir, clock, options.log ?? (() => {}));
  try {
    return await openAgent(config, { ...options, clock }, folder);
  } catch (error) {
    folder.close();
    throw error;
  }
}

type ClockedOptions = AgentOptions & Required<Pick<AgentOptions, "clock">>;

async function openAgent(config: BenchConfig, options: ClockedOptions, folder: AgentFolder): Promise<Agent> {
  const { clock, fetch: fetcher = fetch, log = () => {}, loadUsb } = options;
  const confinement = options.confinement ?? (await gatherConfinement(config.stateDir));
  const startedAt = new Date(clock.now()).toISOString();
  const metrics = createAgentMetrics();
  const activity = createPluginActivity(clock);
  const traces = config.telemetry
    ? createOtlpTraces({
        ...config.telemetry,
        bench: config.id,
        repository: config.registry.repository,
        version: agentVersion,
        clock,
        fetch: fetcher,
        log,
      })
    : undefined;
  const spans = traces && createAgentTraces(clock, traces);
  const followers = new Set<(event: object) => void>();
  const { bot } = config;
  const key = bot ? readBenchKey(bot.keyFile) : undefined;
  const reporter = createEventReporter({
    clock,
    bench: config.id,
    repository: config.registry.repository,
    outbox: folder.outbox,
    ...(bot && key
      ? { bot: { url: bot.url, sign: (event: BenchEvent) => signBenchEvent(event, key), fetch: fetcher } }
      : {}),
    onEvent(event) {
      folder.record({ kind: "event", ...event });
      options.onEvent?.(event);
      for (const follow of followers) follow(event);
    },
    log,
  });
  const spares = createSparePool({
    perLimit: options.startProcess ? 0 : (options.spares ?? 1),
    launch: (memoryMiB) => startSpare(folder.spares, memoryMiB, confinement),
    startCold: options.startProcess ?? startPluginProcess,
    after: clock.after,
  });
  const trust = createRegistryTrustStore(join(config.stateDir, "registry-trust.json"));
  const standing = createStandingWatch(config, { trust, clock, log });
  const { conductor, require, end, publish } = createBench(config, {
    clock,
    fetch: fetcher,
    confinement,
    folder,
    verify:
      options.verifyRelease ??
      createReleaseVerifier(
        () => readPolicy(config.trust.policyFile),
        () => readSignedTrust(config.registry, trust),
      ),
    startProcess: spares.start,
    lingerMs: options.lingerMs ?? 5_000,
    watchedReleases: () => sources.folder(),
    standing,
    report(draft) {
      const told = decideUnknownDevice(draft, config.unknownDevices);
      if (told) reporter.report(told);
    },
    observe(event) {
      metrics.observe(event);
      activity.observe(event);
      spans?.observe(event);
      queue.poke();
    },
    callPlugin: (caller, plugin, method, args) => operate("call", { plugin, method, args }, inside(caller)),
    log,
  });
  const places = createBenchPlaces({
    devices: () => [...conductor.devices().values()],
    servedBy: (name) => conductor.slots().get(name)?.active()?.served() ?? [],
  });
  const leases = createLeases(clock, places, createLeaseStore(join(config.stateDir, "leases.json"), log));
  const queue = openBenchJobs(config, {
    clock,
    conductor,
    leases,
    log,
    observeJob(...job) {
      metrics.observeJob(...job);
      spans?.observeJob(...job);
    },
  });
  const sources: AgentSources = createSources(config, {
    clock,
    fetch: fetcher,
    trust,
    accept: conductor.acceptRegistry,
    reconsider: conductor.reconsider,
    seenBefore: folder.hotplugSeen,
    ...(loadUsb ? { loadUsb } : {}),
  });
  const { repository } = config.registry;
  const stream =
    bot && key
      ? createWakeStream({
          clock,
          fetch: fetcher,
          random: Math.random,
          url: bot.url,
          sign: (at) => signStreamRequest({ schemaVersion: 1, bench: config.id, repository, at }, key),
          onWake: sources.wake,
          log,
        })
      : undefined;
  const status = (): AgentStatus =>
    renderStatus(conductor, {
      config,
      startedAt,
      now: clock.now(),
      confinement,
      require,
      standing: standing(),
      stream: stream?.status(),
      sources: sources.status(),
      outbox: reporter.status(),
      leases: leases.list(),
      leaseQueue: leases.queue(),
      jobs: queue.stats().total,
      spares: spares.ready(),
      activityOf: activity.of,
    });
  const operate = createOperations({
    bench: config.id,
    conductor,
    clock,
    leases,
    logs: folder.logs,
    observeCall(call) {
      metrics.observeCall(call.plugin, call.outcome, call.ms);
      activity.observeCall(call.plugin, call.outcome);
      spans?.observeCall(call);
    },
    queue,
    simulated: sources.simulated,
    status,
    doctor: () => gatherDoctor(config, { fetch: fetcher, confinement, ...(loadUsb ? { loadUsb } : {}) }),
    poll: sources.poll,
    artifactsOf: (plugin) => openArtifacts(folder.dataOf(plugin)),
    followEvents: (run) => {
      followers.add(run);
      return () => followers.delete(run);
    },
  });
  const socket = config.control?.socket ?? join(config.stateDir, "agent.sock");
  const guard = guardRestart(operate, clock);
  const doors = await openDoors(config, { socket, operate: guard.operate, metrics, startedAt, status }).catch(
    async (error: unknown) => {
      guard.stop();
      await queue.close(0);
      throw error;
    },
  );
  const loads = !(require === "os" && confinement.level === "process");
  if (!loads)
    log(`nothing will be loaded: ${confinement.reason ?? "no operating-system boundary"} (isolation.require is os)`);
  if (config.isolation?.allowUnsigned)
    log("WARNING: isolation.allowUnsigned is on; plugins of the folder run without any signature");
  if (loads && confinement.level === "os")
    for (const { lastGood } of Object.values(folder.memory.plugins))
      if (lastGood) spares.prepare(lastGood.permissions.memory);
  const follow = (event: object) => {
    for (const tell of followers) tell(event);
  };
  await sources.start(
    createHotplugHub({
      seenBefore: folder.hotplugSeen,
      record: folder.recordHotplug,
      listeners: [
        conductor.onHotplug,
        sources.onHotplug,
        leases.look,
        follow,
        (event) => publish(...renderHotplug(event)),
      ],
      log,
    }),
  );

  guard.begun();
  stream?.start();

  const close = async () => {
    guard.stop();
    stream?.stop();
    await sources.stop();
    leases.close();
    await Promise.race([queue.close(jobsMs).then(end), new Promise<void>((resolve) => clock.after(endMs, resolve))]);
    await Promise.all([reporter.end(flushMs), traces?.end(flushMs), spares.close()]);
    await confinement.cgroups?.close();
    await doors.close();
    folder.close();
  };
  let closing: Promise<void> | undefined;
  return {
    ready: {
      schemaVersion: 1,
      status: "ready",
      bench: config.id,
      pid: process.pid,
      socket,
      http: doors.http,
      isolation: confinement.level,
      loads,
      sources: sources.names,
    },
    status,
    request: (method, params = {}) => operate(method, params, inside("owner")),
    close: () => {
      closing ??= close();
      return closing;
    },
  };
}
