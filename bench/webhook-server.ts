import { mkdtempSync, rmSync } from "node:fs";
import { Agent } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Benchmark, Row } from "./harness/benchmark.ts";
import { createDeliveries } from "./harness/create-deliveries.ts";
import { measureInterleaved } from "./harness/measure-interleaved.ts";
import { postDelivery } from "./harness/post-delivery.ts";
import { readExample } from "./harness/read-example.ts";
import { startBotServer, startEmptyGitHub } from "./harness/start-bot-server.ts";
import { type Server, startServer } from "./harness/start-server.ts";
import { summarize } from "./harness/summarize.ts";

const secret = "bench-secret-bench-secret-bench-secret";
/** A comment without a command: kept in the queue, worked off, and nothing to be done. What is measured is the door. */
const event = "issue_comment";
const floor = "bare @octokit/webhooks";

async function readQueued(url: string): Promise<number> {
  const text = await (await fetch(`${url}/metrics`)).text();
  return Number(/^forge_jobs_queued (\d+)/mu.exec(text)?.[1] ?? 0);
}

/** Milliseconds until nothing waits in the server's queue any more. */
async function measureRest(url: string): Promise<number> {
  const started = performance.now();
  while ((await readQueued(url)) > 0) await new Promise((resolve) => setTimeout(resolve, 10));
  return performance.now() - started;
}

interface Load {
  /** Answered per second, over 16 connections that never wait. */
  readonly rate: number;
  readonly latencies: readonly number[];
}

async function load(url: string, milliseconds: number, next: ReturnType<typeof createDeliveries>): Promise<Load> {
  const agent = new Agent({ keepAlive: true, maxSockets: 16 });
  const end = performance.now() + milliseconds;
  const latencies: number[] = [];
  const worker = async () => {
    while (performance.now() < end) latencies.push(await postDelivery(url, next(), agent));
  };
  const started = performance.now();
  await Promise.all(Array.from({ length: 16 }, worker));
  agent.destroy();
  return { rate: latencies.length / ((performance.now() - started) / 1000), latencies };
}

/** Our whole server beside the bare middleware of @octokit/webhooks, each a process of its own. */
export const benchmark: Benchmark = {
  summary: "webhook → answer latency and deliveries per second with the durable queue, beside bare @octokit/webhooks",
  async run({ quick, say }) {
    const workFolder = mkdtempSync(join(tmpdir(), "plugsmith-hooks-"));
    const github = await startEmptyGitHub();
    const servers: Record<string, Server> = {};
    const agent = new Agent({ keepAlive: true, maxSockets: 1 });
    try {
      const bare = join(import.meta.dirname, "harness/bare-webhooks.ts");
      servers[floor] = await startServer({
        script: bare,
        env: { PATH: process.env["PATH"], WEBHOOK_SECRET: secret },
      });
      servers["plugsmith"] = await startBotServer(github.url, workFolder, secret);
      const next = createDeliveries(event, await readExample(event, "created"), secret);
      const each = <Value>(make: (server: Server, name: string) => Value) =>
        Object.fromEntries(Object.entries(servers).map(([name, server]) => [name, make(server, name)]));
      say("latency, one delivery at a time");
      const latency = await measureInterleaved(
        each(
          ({ url }) =>
            () =>
              postDelivery(url, next(), agent),
        ),
        { rounds: quick ? 50 : 1000, warmup: quick ? 10 : 200 },
      );
      say("throughput, 16 connections, then until everything is worked off");
      const loads: Record<string, number[]> = each(() => []);
      const rests: number[] = [];
      const rate = await measureInterleaved(
        each(({ url }, name) => async () => {
          const { rate, latencies } = await load(url, quick ? 300 : 2000, next);
          for (const one of latencies) loads[name]?.push(one);
          if (name !== floor) rests.push(await measureRest(url));
          return rate;
        }),
        { rounds: quick ? 1 : 4, warmup: 1 },
      );
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
            "p99 ms under load": summarize(loads[name] ?? []).p99,
            "MiB after": Math.round(await server.memory()),
          },
        });
      }
      const notes = [
        "The bare middleware checks the signature only. Ours also limits size and time, checks headers and shape, and keeps each delivery in a file.",
        `The queue was empty ${Math.round(Math.max(...rests))} ms after the last answer at most: the rate can be kept up.`,
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
