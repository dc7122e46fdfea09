import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { ForgeError, toForgeError } from "@plugsmith/schemas";
import { checkBenchProtocol } from "../bench/check-bench-protocol.ts";
import type { BenchAnswer } from "../bench/verify-bench-event.ts";
import { isRegistryPush } from "../registry/is-registry-push.ts";
import { type Answer, applyAnswer, applySocketAnswer, renderRefusal } from "./apply-answer.ts";
import type { BenchStreams, StreamGrant } from "./bench-streams.ts";
import { type DeliveryLimits, defaultLimits, findLimit } from "./delivery-limits.ts";
import type { DeliveryQueue } from "./delivery-queue.ts";
import type { Metrics } from "./metrics.ts";
import { checkHeaders, isUsedEvent, parseDelivery, readEventName } from "./parse-delivery.ts";
import { readBody } from "./read-body.ts";
import { createReadingGate, defaultGateLimits, type GateLimits } from "./reading-gate.ts";
import { refuseDelivery } from "./refuse-delivery.ts";

const maxBenchBytes = 64 * 1024;

/** How long a sender may take, in milliseconds. */
export interface DoorTimes {
  readonly headers: number;
  /** Headers and body. */
  readonly request: number;
  /** How often connections are looked at. */
  readonly check: number;
}

/** GitHub itself waits ten seconds for the answer. */
const defaultTimes: DoorTimes = { headers: 5000, request: 10_000, check: 500 };

export interface ServerDoors {
  readonly webhookSecret: string;
  readonly queue: DeliveryQueue;
  readonly metrics: Metrics;
  readonly isReady: () => boolean;
  /** @throws ForgeError `bench_event_refused`. */
  readonly handleBench: (envelope: unknown) => Promise<BenchAnswer>;
  readonly streams: BenchStreams;
  /** @throws ForgeError `bench_event_refused`. */
  readonly acceptStream: (envelope: unknown) => Promise<StreamGrant>;
  readonly limits?: DeliveryLimits;
  readonly gate?: GateLimits;
  readonly times?: DoorTimes;
}

type Begin = () => void;
/** null: the route has taken the response over. */
type Route = (request: IncomingMessage, begin: Begin, response: ServerResponse) => Promise<Answer | null>;

function createRoutes(doors: ServerDoors): ReadonlyMap<string, Route> {
  const limits = doors.limits ?? defaultLimits;
  const gate = createReadingGate(doors.gate ?? defaultGateLimits);
  const checkReady = () => {
    if (!doors.isReady()) throw refuseDelivery(503, "The bot is starting or stopping.");
  };

  async function takeDelivery(request: IncomingMessage, begin: Begin): Promise<Answer> {
    checkReady();
    checkHeaders(request.headers);
    const name = readEventName(request.headers);
    const body = await readBody(request, findLimit(limits, name), gate, begin);
    const delivery = parseDelivery(request.headers, body, doors.webhookSecret);
    const result = isUsedEvent(name) ? doors.queue.push(delivery) : "ignored";
    doors.metrics.deliveries.inc({ result });
    if (result === "full") throw refuseDelivery(503, "Too many deliveries wait.");
    // Not from the queue: a bench that should stop a plugin waits for nobody's pull request.
    if (result === "queued" && isRegistryPush(name, delivery.payload)) doors.streams.wake(delivery.repository);
    return { status: 202, body: { status: result } };
  }

  async function readEnvelope(request: IncomingMessage, begin: Begin): Promise<unknown> {
    checkReady();
    checkBenchProtocol([request.headers["plugsmith-protocol"]].flat()[0]);
    const body = await readBody(request, maxBenchBytes, gate, begin);
    try {
      return JSON.parse(body.toString("utf8"));
    } catch {
      throw refuseDelivery(422, "The body is not JSON.");
    }
  }

  async function takeBenchEvent(request: IncomingMessage, begin: Begin): Promise<Answer> {
    const taken = await doors.handleBench(await readEnvelope(request, begin));
    doors.metrics.benchEvents.inc({ result: taken.status });
    return { status: taken.status === "duplicate" ? 200 : 202, body: taken };
  }

  async function openStream(request: IncomingMessage, begin: Begin, response: ServerResponse): Promise<null> {
    doors.streams.open(await doors.acceptStream(await readEnvelope(request, begin)), response);
    return null;
  }

  return new Map<string, Route>([
    ["POST /api/github/webhooks", takeDelivery],
    ["POST /api/v1/bench/events", takeBenchEvent],
    ["POST /api/v1/bench/stream", openStream],
    ["GET /healthz", async () => ({ status: 200, body: { status: "ok" } })],
    [
      "GET /readyz",
      async () =>
        doors.isReady() ? { status: 200, body: { status: "ready" } } : { status: 503, body: { status: "not ready" } },
    ],
    ["GET /metrics", async () => ({ status: 200, body: await doors.metrics.registry.metrics() })],
  ]);
}

/** Whoever is outside the door learns about the door only. */
function describeFailure(thrown: unknown): Answer {
  const error = toForgeError(thrown);
  const ours = error.code === "delivery_refused" || error.code === "bench_event_refused";
  const shown = ours ? error : new ForgeError("unexpected", { hint: "Try again later." });
  const given = error.facts["status"];
  const status = typeof given === "number" ? given : error.code === "bench_event_refused" ? 422 : 500;
  return { status, body: renderRefusal(shown) };
}

const socketRefusals: Readonly<Record<string, readonly [number, string, string]>> = {
  ERR_HTTP_REQUEST_TIMEOUT: [408, "Request Timeout", "The request took too long to arrive."],
  HPE_HEADER_OVERFLOW: [431, "Request Header Fields Too Large", "The headers are too large."],
};

/** The bot's HTTP server, in front of Probot: limits before reading, checks before believing, an answer before working. */
export function createHttpServer(doors: ServerDoors): Server {
  const routes = createRoutes(doors);
  const times = doors.times ?? defaultTimes;

  async function decideAnswer(
    request: IncomingMessage,
    begin: Begin,
    response: ServerResponse,
  ): Promise<Answer | null> {
    const path = (request.url ?? "").split("?")[0] ?? "";
    const route = routes.get(`${request.method} ${path}`);
    if (route && request.headers.host === undefined && request.httpVersion !== "1.0")
      throw refuseDelivery(400, "The host header is missing.");
    if (route) return route(request, begin, response);
    const [known] = [...routes.keys()].filter((one) => one.endsWith(` ${path}`)).map((one) => one.split(" ")[0] ?? "");
    if (known === undefined) throw refuseDelivery(404, "There is nothing here.");
    const refusal = describeFailure(refuseDelivery(405, "This method is not allowed here."));
    return { ...refusal, headers: { allow: known } };
  }

  async function handle(request: IncomingMessage, response: ServerResponse, begin: Begin): Promise<void> {
    // A connection that breaks while being answered is nobody's error.
    request.on("error", () => {});
    response.on("error", () => {});
    const answer = await decideAnswer(request, begin, response).catch(describeFailure);
    if (answer === null) return;
    if (answer.status >= 400 && request.url?.startsWith("/api/")) doors.metrics.deliveries.inc({ result: "refused" });
    applyAnswer(request, response, answer);
  }

  const server = createServer(
    {
      headersTimeout: times.headers,
      requestTimeout: times.request,
      connectionsCheckingInterval: times.check,
      keepAliveTimeout: 5000,
      maxHeaderSize: 16 * 1024,
      requireHostHeader: false,
    },
    (request, response) => void handle(request, response, () => {}),
  );
  server.maxConnections = 4096;
  server.on("checkContinue", (request, response) => void handle(request, response, () => response.writeContinue()));
  server.on("checkExpectation", (request, response) => {
    applyAnswer(request, response, describeFailure(refuseDelivery(417, "This expectation cannot be met.")));
  });
  // An error of one socket (reset, bad request line, too slow) ends that connection only.
  server.on("clientError", (error: NodeJS.ErrnoException, socket) => {
    const [status, reason, message] = socketRefusals[error.code ?? ""] ?? [400, "Bad Request", "That is no HTTP."];
    applySocketAnswer(socket, status, reason, renderRefusal(refuseDelivery(status, message)));
  });
  return server;
}
