import { generateKeyPairSync } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { Agent, createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Benchmark, Row } from "./harness/benchmark.ts";
import { createDeliveries } from "./harness/create-deliveries.ts";
import { measureInterleaved } from "./harness/measure-interleaved.ts";
import { postDelivery } from "./harness/post-delivery.ts";
import { type Server, startServer } from "./harness/start-server.ts";

const secret = "bench-secret-bench-secret-bench-secret";
const event = "star";

/** GitHub's own example payload of an event that the bot has no use for: what is measured is the door. */
async function readPayload(): Promise<object> {
  const module: unknown = await import("@octokit/webhooks-examples", { with: { type: "json" } });
  // The package's types describe its default export as if it were the module.
  const { default: examples } = module as { default: { name: string; examples: object[] }[] };
  const found = examples.find(({ name }) => name === event)?.examples[0];
  if (!found) throw new Error(`@octokit/webhooks-examples has no ${event} event.`);
  return found;
}

/** Stands where GitHub would be: knows the App, and that it is installed nowhere. */
async function startEmptyGitHub() {
  const server = createServer((request, response) => {
    response.setHeader("content-type", "application/json");
    response.end(request.url?.startsWith("/app/installations") ? "[]" : '{"id":1,"slug":"plugsmith"}');
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, close: () => server.close() };
}

async function findFreePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

async function startOurs(apiUrl: string, workFolder: string): Promise<Server> {
  const port = await findFreePort();
  const { privateKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
  const env: Record<string, string | undefined> = {
    PATH: process.env["PATH"],
    HOME: workFolder,
    TMPDIR: workFolder,
    NODE_ENV: "production",
    LOG_LEVEL: "warn",
    APP_ID: "1",
    PRIVATE_KEY: privateKey.export({ type: "pkcs1", format: "pem" }).toString(),
    WEBHOOK_SECRET: secret,
    GITHUB_API_URL: apiUrl,
    HOST: "127.0.0.1",
    PORT: String(port),
  };
  return startServer({
    script: join(import.meta.dirname, "../app/src/main.ts"),
    env,
    url: `http://127.0.0.1:${port}`,
    readyPath: "/readyz",
  });
}

/** Deliveries answered per second over 16 connections that never wait. */
async function measureThroughput(
  url: string,
  milliseconds: number,
  next: ReturnType<typeof createDeliveries>,
): Promise<number> {
  const agent = new Agent({ keepAlive: true, maxSockets: 16 });
  const end = performance.now() + milliseconds;
  let answered = 0;
  const worker = async () => {
    while (performance.now() < end) {
      await postDelivery(url, next(), agent);
      answered++;
    }
  };
  const started = performance.now();
  await Promise.all(Array.from({ length: 16 }, worker));
  agent.destroy();
  return answered / ((performance.now() - started) / 1000);
}

/** Our whole server beside the bare middleware of @octokit/webhooks, each a process of its own. */
export const benchmark: Benchmark = {
  summary: "webhook → answer latency and deliveries per second beside bare @octokit/webhooks",
  async run({ quick, say }) {
    const workFolder = mkdtempSync(join(tmpdir(), "plugsmith-hooks-"));
    const github = await startEmptyGitHub();
    const servers: Record<string, Server> = {};
    const agent = new Agent({ keepAlive: true, maxSockets: 1 });
    try {
      const bare = join(import.meta.dirname, "harness/bare-webhooks.ts");
      servers["bare @octokit/webhooks"] = await startServer({
        script: bare,
        env: { PATH: process.env["PATH"], WEBHOOK_SECRET: secret },
      });
      servers["plugsmith"] = await startOurs(github.url, workFolder);
      const next = createDeliveries(event, await readPayload(), secret);
      const each = <Value>(make: (server: Server) => Value) =>
        Object.fromEntries(Object.entries(servers).map(([name, server]) => [name, make(server)]));
      say("latency, one delivery at a time");
      const latency = await measureInterleaved(
        each(
          ({ url }) =>
            () =>
              postDelivery(url, next(), agent),
        ),
        {
          rounds: quick ? 50 : 1000,
          warmup: quick ? 10 : 200,
        },
      );
      say("throughput, 16 connections");
      const rate = await measureInterleaved(
        each(
          ({ url }) =>
            () =>
              measureThroughput(url, quick ? 300 : 2000, next),
        ),
        {
          rounds: quick ? 1 : 4,
          warmup: 1,
        },
      );
      const floor = "bare @octokit/webhooks";
      const rows: Row[] = [];
      for (const [name, server] of Object.entries(servers)) {
        const { p50 = Number.NaN, p99 = Number.NaN } = latency[name] ?? {};
        const perSecond = Math.round(rate[name]?.p50 ?? Number.NaN);
        rows.push({
          name,
          values: {
            "p50 ms": p50,
            "p99 ms": p99,
            "p50 ratio": p50 / (latency[floor]?.p50 ?? Number.NaN),
            "deliveries/s": perSecond,
            "rate ratio": perSecond / (rate[floor]?.p50 ?? Number.NaN),
            "MiB after": Math.round(await server.memory()),
          },
        });
      }
      const notes = [
        "The bare middleware checks the signature only. Ours also limits size and time, checks headers and shape, and remembers deliveries.",
        "Client and servers share the cores.",
      ];
      return { title: "Webhook servers", unit: "see columns", rows, notes };
    } finally {
      agent.destroy();
      for (const server of Object.values(servers)) await server.stop();
      github.close();
      rmSync(workFolder, { recursive: true, force: true });
    }
  },
};
