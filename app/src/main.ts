import { mkdtempSync, rmSync } from "node:fs";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { toForgeError } from "@plugsmith/schemas";
import { readPacks, readParity } from "@plugsmith/templates";
import { createForgeApp } from "./app.ts";
import { parseStreamRequest } from "./bench/verify-bench-stream.ts";
import { parseEnvelope } from "./bench/verify-envelope.ts";
import { createTemplateEngine } from "./engine/template-engine.ts";
import { parseHint } from "./hints/parse-hint.ts";
import { createBenchStreams } from "./server/bench-streams.ts";
import { createDeliveryQueue, type TakenDelivery } from "./server/delivery-queue.ts";
import { openDeliveryStore } from "./server/delivery-queue-store.ts";
import { createHttpServer } from "./server/http-transport.ts";
import { connectOctokit, createInstallationsStore } from "./server/installations-store.ts";
import { createMetrics } from "./server/metrics.ts";
import { readBotIdentity } from "./server/read-bot-identity.ts";
import { readProbot } from "./server/read-probot.ts";
import { readServerConfig, type ServerConfig } from "./server/read-server-config.ts";
import { startSweeps } from "./server/sweep-schedule.ts";

const drainMs = 15_000;

/** A folder that nobody else could have prepared, gone with the process. */
function makeCacheFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), "plugsmith-app-"));
  process.on("exit", () => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

async function startBot(config: ServerConfig): Promise<void> {
  const probot = await readProbot(config).ready();
  const { log } = probot;
  const appClient = await probot.auth();
  const forge = await readBotIdentity((route, parameters) => appClient.request(route, parameters));
  const installations = createInstallationsStore(probot);
  const cacheFolder = config.cacheFolder ?? makeCacheFolder();
  const app = createForgeApp({
    forge,
    engine: createTemplateEngine(
      await readPacks(config.packsFolder ?? undefined, (pack, error) =>
        log.warn({ pack, code: error.code, reason: error.message }, "a template pack is broken and left out"),
      ),
      await readParity(),
    ),
    serverUrl: config.serverUrl,
    cacheFolder,
    writesPerMinute: config.writesPerMinute,
    log: (level, fields, message) => log[level](fields, message),
  });

  probot.onAny(async (event) => {
    const { id, name, payload, octokit } = event as unknown as {
      id: string;
      name: string;
      payload: unknown;
      octokit: Parameters<typeof connectOctokit>[0];
    };
    const hint = parseHint({ id, name, payload }, forge.login);
    if (!hint) return;
    const connection = connectOctokit(octokit);
    installations.remember({ repository: hint.repository, connection });
    await app.handleHint(hint, connection);
  });

  const store = openDeliveryStore(config.queueFile ?? join(cacheFolder, "deliveries.sqlite"), (message) =>
    log.warn(message),
  );
  const work = async (delivery: TakenDelivery): Promise<void> => {
    // Most events mean nothing to the forge; Probot would make a client for each.
    if (!parseHint(delivery, forge.login)) return;
    const end = metrics.duration.startTimer({ step: "delivery" });
    metrics.running.inc();
    try {
      await probot.receive({ id: delivery.id, name: delivery.name, payload: delivery.payload } as unknown as Parameters<
        typeof probot.receive
      >[0]);
      metrics.jobs.inc({ status: "success" });
    } catch (thrown) {
      const [inner] = thrown instanceof AggregateError ? thrown.errors : [thrown];
      const error = toForgeError(inner);
      metrics.jobs.inc({ status: "failed" });
      log.error(
        { delivery: delivery.id, event: delivery.name, code: error.code, reason: error.message },
        "a delivery failed",
      );
      throw error;
    } finally {
      metrics.running.dec();
      end();
    }
  };
  const queue = createDeliveryQueue(store, work, {
    now: Date.now,
    random: Math.random,
    onStoreError: (error) => log.error({ reason: toForgeError(error).message }, "the delivery queue cannot be written"),
  });
  const streams = createBenchStreams(Date.now);
  const metrics = createMetrics(
    () => queue.size,
    () => streams.size,
  );
  let ready = true;
  const server = createHttpServer({
    webhookSecret: config.webhookSecret,
    queue,
    metrics,
    isReady: () => ready,
    limits: config.limits,
    gate: config.gate,
    async handleBench(envelope) {
      const { event } = parseEnvelope(envelope);
      const { repository, connection } = await installations.find(event.repository, Date.now());
      return app.handleBenchEvent(envelope, repository, connection);
    },
    streams,
    async acceptStream(envelope) {
      const { bench, repository: name, at } = parseStreamRequest(envelope).content;
      const { repository, connection } = await installations.find(name, Date.now());
      await app.acceptBenchStream(envelope, repository, connection);
      return { repository: repository.id, bench, at };
    },
  });
  server.listen(config.port, config.host, () => {
    const { address, port } = server.address() as AddressInfo;
    log.info({ address, port, forge: forge.login, apiUrl: config.apiUrl }, "the bot listens");
  });
  server.on("error", (error) => {
    log.error({ reason: error.message }, "the bot cannot listen; set PORT and HOST");
    process.exitCode = 1;
    process.exit();
  });

  async function sweepAll(signal: AbortSignal): Promise<void> {
    let failure: unknown = null;
    for (const { repository, connection } of await installations.readAll()) {
      if (signal.aborted) return;
      // One repository that cannot be read takes nothing from the others.
      await app.sweep(repository, connection, signal).catch((error: unknown) => {
        failure = error;
      });
    }
    if (failure !== null) throw failure;
  }
  const sweeps =
    config.sweepMs === null
      ? null
      : startSweeps({
          sweep: sweepAll,
          everyMs: config.sweepMs,
          now: Date.now,
          random: Math.random,
          onError: (error) => log.warn({ reason: toForgeError(error).message }, "a sweep failed"),
        });

  async function stop(): Promise<void> {
    if (!ready) return;
    ready = false;
    log.info({ waiting: queue.size }, "the bot stops");
    server.close();
    streams.end();
    const drained = Promise.all([queue.drain(), sweeps?.stop(), app.drain()]);
    await Promise.race([drained, new Promise((resolve) => setTimeout(resolve, drainMs))]);
    store.close();
    process.exit(0);
  }
  for (const signal of ["SIGTERM", "SIGINT"] as const) process.on(signal, () => void stop());
  // What nobody caught must not end the bot; the next hint or sweep sees the same facts again.
  for (const event of ["unhandledRejection", "uncaughtException"] as const)
    process.on(event, (error: unknown) => log.error({ reason: toForgeError(error).message }, event));
}

try {
  await startBot(readServerConfig(process.env));
} catch (thrown) {
  const error = toForgeError(thrown);
  process.stderr.write(`${error.message}\n${error.hint ? `${error.hint}\n` : ""}`);
  process.exitCode = 1;
}
