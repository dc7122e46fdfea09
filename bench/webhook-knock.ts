import { mkdtempSync, rmSync } from "node:fs";
import { Agent } from "node:http";
import { connect, type Socket } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Benchmark, Row } from "./harness/benchmark.ts";
import { createDeliveries } from "./harness/create-deliveries.ts";
import { postDelivery } from "./harness/post-delivery.ts";
import { readExample } from "./harness/read-example.ts";
import { startBotServer, startEmptyGitHub } from "./harness/start-bot-server.ts";
import type { Server } from "./harness/start-server.ts";
import { type Summary, summarize } from "./harness/summarize.ts";

const secret = "bench-secret-bench-secret-bench-secret";
const event = "issue_comment";
const bodyBytes = 200 * 1024 * 1024;
const chunk = Buffer.alloc(64 * 1024, "x");
/** Other addresses of loopback than the honest sender's, as strangers have other addresses than GitHub. */
const strangers = ["127.0.0.2", "127.0.0.3", "127.0.0.4", "127.0.0.5"];

const head = (port: number, more: readonly string[]) =>
  [
    "POST /api/github/webhooks HTTP/1.1",
    `Host: 127.0.0.1:${port}`,
    "Content-Type: application/json",
    "X-GitHub-Delivery: 01234567-89ab-cdef-0123-456789abcdef",
    "X-GitHub-Event: push",
    `X-Hub-Signature-256: sha256=${"0".repeat(64)}`,
    ...more,
    "\r\n",
  ].join("\r\n");

/** Knocks again and again until it is told to stop; answers how many bytes the server let itself be sent. */
function startKnocking(port: number, knock: (socket: Socket, count: (bytes: number) => void) => void, many: number) {
  let stopped = false;
  let sent = 0;
  let knocks = 0;
  const sockets = new Set<Socket>();
  const open = (at: number) => {
    if (stopped) return;
    knocks += 1;
    const socket = connect({ port, host: "127.0.0.1", localAddress: strangers[at % strangers.length] ?? "" });
    sockets.add(socket);
    socket.on("error", () => {}).resume();
    socket.on("close", () => {
      sockets.delete(socket);
      setTimeout(open, 20, at);
    });
    knock(socket, (bytes) => {
      sent += bytes;
    });
  };
  for (let at = 0; at < many; at += 1) open(at);
  return {
    get knocks() {
      return knocks;
    },
    get sent() {
      return sent;
    },
    stop() {
      stopped = true;
      for (const socket of sockets) socket.destroy();
    },
  };
}

function pour(socket: Socket, count: (bytes: number) => void, framed: boolean): void {
  let left = bodyBytes;
  const pump = () => {
    while (left > 0 && socket.writable) {
      left -= chunk.length;
      count(chunk.length);
      const piece = framed
        ? Buffer.concat([Buffer.from(`${chunk.length.toString(16)}\r\n`), chunk, Buffer.from("\r\n")])
        : chunk;
      if (!socket.write(piece)) return;
    }
  };
  socket.on("drain", pump);
  pump();
}

interface Scene {
  readonly name: string;
  readonly many: number;
  knock(port: number): (socket: Socket, count: (bytes: number) => void) => void;
}

const scenes: readonly Scene[] = [
  { name: "nobody else knocks", many: 0, knock: () => () => {} },
  {
    name: "200 MB bodies, length declared",
    many: 8,
    knock: (port) => (socket, count) => {
      socket.write(head(port, [`Content-Length: ${bodyBytes}`]));
      pour(socket, count, false);
    },
  },
  {
    name: "200 MB bodies in chunks",
    many: 8,
    knock: (port) => (socket, count) => {
      socket.write(head(port, ["Transfer-Encoding: chunked"]));
      pour(socket, count, true);
    },
  },
  {
    name: "200 slow senders",
    many: 200,
    knock: (port) => (socket) => {
      socket.write(head(port, ["Content-Length: 900000"]));
      const drip = setInterval(() => socket.write("x"), 500);
      socket.on("close", () => clearInterval(drip));
    },
  },
];

interface Observed {
  readonly latency: Summary;
  readonly mostMiB: number;
  readonly knocks: number;
  readonly sentMiB: number;
}

async function observe(
  server: Server,
  scene: Scene,
  milliseconds: number,
  next: ReturnType<typeof createDeliveries>,
): Promise<Observed> {
  const port = Number(new URL(server.url).port);
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  const knocking = startKnocking(port, scene.knock(port), scene.many);
  const latencies: number[] = [];
  let mostMiB = 0;
  const end = performance.now() + milliseconds;
  while (performance.now() < end) {
    latencies.push(await postDelivery(server.url, next(), agent));
    mostMiB = Math.max(mostMiB, await server.memory());
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
  knocking.stop();
  agent.destroy();
  return { latency: summarize(latencies), mostMiB, knocks: knocking.knocks, sentMiB: knocking.sent / 1024 / 1024 };
}

/** What strangers can do to the bot's memory and to the answers that GitHub gets. */
export const benchmark: Benchmark = {
  summary: "memory and answers while 200 MB unsigned bodies and slow senders knock",
  async run({ quick, say }) {
    const workFolder = mkdtempSync(join(tmpdir(), "plugsmith-knock-"));
    const github = await startEmptyGitHub();
    let server: Server | undefined;
    try {
      server = await startBotServer(github.url, workFolder, secret);
      const next = createDeliveries(event, await readExample(event, "created"), secret);
      const rows: Row[] = [];
      for (const scene of scenes) {
        say(scene.name);
        const seen = await observe(server, scene, quick ? 1500 : 8000, next);
        const most = seen.latency.p99;
        rows.push({
          name: scene.name,
          values: {
            "p50 ms": seen.latency.p50,
            "p99 ms": most,
            "most MiB": Math.round(seen.mostMiB),
            knocks: seen.knocks,
            "MiB sent at it": Math.round(seen.sentMiB),
          },
          target: "p99 ≤ 1000 ms, ≤ 256 MiB",
          met: most <= 1000 && seen.mostMiB <= 256,
        });
      }
      const notes = [
        "An honest, signed delivery is posted every few milliseconds meanwhile; all of them were answered with 202.",
        "Strangers knock from other addresses than the honest sender; all share the cores.",
      ];
      return { title: "Knocking at the door", unit: "see columns", rows, notes };
    } finally {
      await server?.stop();
      github.close();
      rmSync(workFolder, { recursive: true, force: true });
    }
  },
};
