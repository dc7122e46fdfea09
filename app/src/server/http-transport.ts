import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { ForgeError, toForgeError } from "@plugsmith/schemas";
import type { BenchAnswer } from "../bench/verify-bench-event.ts";
import type { DeliveryQueue } from "./delivery-queue.ts";
import type { Metrics } from "./metrics.ts";
import { checkHeaders, parseDelivery } from "./parse-delivery.ts";

/** GitHub caps a delivery at 25 MB; the events this App subscribes to stay far below this. */
const maxDeliveryBytes = 5 * 1024 * 1024;
const maxBenchBytes = 64 * 1024;
/** Bodies being read at once; more are told to come back, so that memory stays bounded. */
const maxReading = 32;

export interface ServerDoors {
  readonly webhookSecret: string;
  readonly queue: DeliveryQueue;
  readonly metrics: Metrics;
  readonly isReady: () => boolean;
  /** @throws ForgeError `bench_event_refused`. */
  readonly handleBench: (envelope: unknown) => Promise<BenchAnswer>;
}

const refuse = (status: number, message: string) => new ForgeError("delivery_refused", { message, facts: { status } });

function readBody(request: IncomingMessage, limit: number): Promise<Buffer> {
  const declared = Number(request.headers["content-length"] ?? 0);
  if (declared > limit) return Promise.reject(refuse(413, `The body is larger than ${limit} bytes.`));
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let size = 0;
    request.on("data", (chunk: Buffer) => {
      size += chunk.length;
      if (size <= limit) chunks.push(chunk);
      else {
        request.removeAllListeners("data").pause();
        reject(refuse(413, `The body is larger than ${limit} bytes.`));
      }
    });
    request.on("end", () => resolve(Buffer.concat(chunks)));
    request.on("error", () => reject(refuse(400, "The body could not be read.")));
    request.on("close", () => reject(refuse(400, "The connection was closed.")));
  });
}

function answer(response: ServerResponse, status: number, body: unknown): void {
  if (response.headersSent || response.destroyed) return;
  const text = typeof body === "string" ? body : `${JSON.stringify(body)}\n`;
  // A refused body is not read to its end; keeping the connection would mean reading it.
  if (status >= 400) response.setHeader("connection", "close");
  response.writeHead(status, {
    "content-type": typeof body === "string" ? "text/plain; version=0.0.4; charset=utf-8" : "application/json",
  });
  response.end(text);
}

async function takeDelivery(doors: ServerDoors, request: IncomingMessage): Promise<[number, unknown]> {
  if (!doors.isReady()) throw refuse(503, "The bot is starting or stopping; deliver again later.");
  checkHeaders(request.headers);
  const delivery = parseDelivery(request.headers, await readBody(request, maxDeliveryBytes), doors.webhookSecret);
  const result = doors.queue.push(delivery);
  doors.metrics.deliveries.inc({ result });
  if (result === "full") throw refuse(503, "Too many deliveries wait; deliver again later.");
  return [202, { status: result }];
}

async function takeBenchEvent(doors: ServerDoors, request: IncomingMessage): Promise<[number, unknown]> {
  if (!doors.isReady()) throw refuse(503, "The bot is starting or stopping; send again later.");
  const body = await readBody(request, maxBenchBytes);
  let envelope: unknown;
  try {
    envelope = JSON.parse(body.toString("utf8"));
  } catch {
    throw refuse(422, "The body is not JSON.");
  }
  const taken = await doors.handleBench(envelope);
  doors.metrics.benchEvents.inc({ result: taken.status });
  return [taken.status === "duplicate" ? 200 : 202, taken];
}

/** The bot's HTTP server, in front of Probot: limits before reading, checks before believing, an answer before working. */
export function createHttpServer(doors: ServerDoors): Server {
  let reading = 0;
  const limited = async (take: typeof takeDelivery, request: IncomingMessage): Promise<[number, unknown]> => {
    if (reading >= maxReading) throw refuse(503, "Too many requests at once; send again later.");
    reading += 1;
    try {
      return await take(doors, request);
    } finally {
      reading -= 1;
    }
  };
  const routes: Readonly<Record<string, (request: IncomingMessage) => Promise<[number, unknown]>>> = {
    "POST /api/github/webhooks": (request) => limited(takeDelivery, request),
    "POST /api/v1/bench/events": (request) => limited(takeBenchEvent, request),
    "GET /healthz": async () => [200, { status: "ok" }],
    "GET /readyz": async () => (doors.isReady() ? [200, { status: "ready" }] : [503, { status: "not ready" }]),
    "GET /metrics": async () => [200, await doors.metrics.registry.metrics()],
  };
  const server = createServer(
    { requestTimeout: 10_000, headersTimeout: 5_000, maxHeaderSize: 16 * 1024 },
    (request, response) => {
      const path = (request.url ?? "").split("?")[0] ?? "";
      const key = `${request.method} ${path}`;
      const route = Object.hasOwn(routes, key) ? routes[key] : undefined;
      const known = Object.keys(routes).some((one) => one.endsWith(` ${path}`));
      const work = route
        ? route(request)
        : Promise.reject(
            refuse(known ? 405 : 404, known ? "This method is not allowed here." : "There is nothing here."),
          );
      work.then(
        ([status, body]) => answer(response, status, body),
        (thrown: unknown) => {
          const error = toForgeError(thrown);
          const status =
            typeof error.facts["status"] === "number"
              ? error.facts["status"]
              : error.code === "bench_event_refused"
                ? 422
                : 500;
          if (status < 500 && path.startsWith("/api/")) doors.metrics.deliveries.inc({ result: "refused" });
          // Whoever is outside the door learns about the door only.
          const ours = error.code === "delivery_refused" || error.code === "bench_event_refused";
          const shown = ours ? error : new ForgeError("unexpected", { hint: "Try again later." });
          answer(response, status, {
            code: shown.code,
            message: shown.message,
            ...(shown.hint && { hint: shown.hint }),
          });
        },
      );
    },
  );
  // A socket error (reset, bad request line) ends that connection only.
  server.on("clientError", (_, socket) => socket.destroy());
  return server;
}
