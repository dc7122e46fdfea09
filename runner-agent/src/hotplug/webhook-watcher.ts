import type { IncomingMessage, Server, ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { type ErrorCode, ForgeError, type HotplugEvent, parseHotplugEvent, toForgeError } from "@plugsmith/schemas";
import type { Clock } from "../clock.ts";
import { type HotplugSource, makeDeviceEvent, type SourceStatus } from "./hotplug-source.ts";
import { parseWebhookBody, type WebhookBody } from "./parse-webhook-body.ts";
import { createPluggedDevices } from "./plugged-devices.ts";
import { readWebhookKey } from "./read-webhook-key.ts";
import { checkWebhookSignature } from "./webhook-signature.ts";

export interface WebhookOptions {
  readonly host: string;
  readonly port: number;
  readonly keyFile: string;
  readonly clock: Clock;
  /** Ids of deliveries that were taken before this start. */
  readonly seenBefore: Iterable<string>;
  /** Devices that may be told of at once. Default 256. */
  readonly mostDevices?: number;
}

const maxBytes = 16 * 1024;
const maxConnections = 32;
/** Longer than the ten minutes in which a signature is fresh, at more deliveries a second than a bench can act on. */
const maxIds = 20_000;
const retryMs = 10_000;

const statusOf: Partial<Record<ErrorCode, number>> = {
  signature_invalid: 401,
  message_too_large: 413,
  match_none: 404,
  call_limit: 429,
  bench_config_invalid: 503,
};

async function readRequest(request: IncomingMessage): Promise<Buffer> {
  const tooLarge = () =>
    new ForgeError("message_too_large", { message: `A delivery has at most ${maxBytes} bytes.`, hint: "Send less." });
  if (Number(request.headers["content-length"] ?? 0) > maxBytes) throw tooLarge();
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    if (bytes > maxBytes) throw tooLarge();
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

/** `POST /hotplug`, signed as standardwebhooks.com says. A repeated delivery is answered and does nothing. */
export function createWebhookWatcher(options: WebhookOptions): HotplugSource {
  const { host, port, keyFile, clock, mostDevices = 256 } = options;
  const devices = createPluggedDevices({ repeats: "same", most: mostDevices });
  const taken = new Set<string>(options.seenBefore);
  let emit: Parameters<HotplugSource["start"]>[0] = () => {};
  let status: SourceStatus = { source: "webhook", state: "starting" };
  let server: Server | undefined;
  let cancelTimer = () => {};
  let stopped = false;

  function tell(id: string, { kind, device, plugin }: WebhookBody): void {
    const at = new Date(clock.now()).toISOString();
    const event: HotplugEvent = { schemaVersion: 1, id, source: "webhook", kind, at, ...(plugin ? { plugin } : {}) };
    const parsed = parseHotplugEvent(event);
    if (!parsed.ok)
      throw new ForgeError("message_invalid", {
        message: parsed.issues.map(({ path, message }) => `${path} ${message}`).join("; "),
        hint: "plugin.name is a plugin's name as in the registry.",
      });
    if (kind === "device_attached" || kind === "device_detached") {
      const seen = kind === "device_attached" ? devices.attach(device ?? {}) : devices.detach(device ?? {});
      return emit({ ...makeDeviceEvent("webhook", kind, seen, clock.now()), id });
    }
    emit(event);
  }

  async function take(request: IncomingMessage): Promise<{ status: number; body: object }> {
    const { headers, method, url } = request;
    if (url?.split("?")[0] !== "/hotplug")
      return { status: 404, body: { code: "not_found", message: "POST /hotplug is all there is." } };
    if (method !== "POST") return { status: 405, body: { code: "wrong_usage", message: "POST only." } };
    if (!/^application\/json(;|$)/i.test(headers["content-type"] ?? ""))
      return { status: 415, body: { code: "message_invalid", message: "content-type must be application/json." } };
    const body = await readRequest(request);
    const text = (name: string) => [headers[name]].flat()[0];
    const id = checkWebhookSignature(
      readWebhookKey(keyFile),
      { id: text("webhook-id"), timestamp: text("webhook-timestamp"), signature: text("webhook-signature") },
      body,
      clock.now(),
    );
    if (taken.has(id)) return { status: 200, body: { id, accepted: false, reason: "seen before" } };
    if (taken.size >= maxIds) for (const oldest of [...taken].slice(0, maxIds / 2)) taken.delete(oldest);
    const said = parseWebhookBody(body);
    tell(id, said);
    taken.add(id);
    return { status: 202, body: { id, accepted: true } };
  }

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const outcome = await take(request).catch((thrown: unknown) => {
      const { code, message, hint } = toForgeError(thrown);
      // Where a key lies on this bench is nobody's business outside.
      const said = code === "bench_config_invalid" ? "This bench cannot check signatures now." : message;
      if (code === "bench_config_invalid") status = { ...status, state: "failing", code, message };
      return {
        status: statusOf[code] ?? 400,
        body: { code, message: said, ...(hint && said === message ? { hint } : {}) },
      };
    });
    if (outcome.status < 300 && status.state === "failing") status = describe();
    response.writeHead(outcome.status, {
      "content-type": "application/json",
      ...(outcome.status >= 400 ? { connection: "close" } : {}),
    });
    response.end(`${JSON.stringify(outcome.body)}\n`);
  }

  function describe(): SourceStatus {
    const shown = host.includes(":") ? `[${host}]` : host;
    const address = `http://${shown}:${(server?.address() as AddressInfo | null)?.port ?? port}/hotplug`;
    const outside = /^(127\.|::1$|localhost$)/.test(host) ? "" : "; it can be REACHED FROM OUTSIDE this machine";
    return {
      source: "webhook",
      state: "watching",
      address,
      message: `takes signed deliveries at ${address}${outside}`,
    };
  }

  async function listen(): Promise<void> {
    try {
      readWebhookKey(keyFile);
      // Not imported: `import "node:http"` costs 23 ms at start (facts/performance.md).
      const { createServer } = process.getBuiltinModule("node:http");
      const opened = createServer((request, response) => void answer(request, response));
      Object.assign(opened, { requestTimeout: 5_000, headersTimeout: 5_000, maxConnections });
      await new Promise<void>((resolve, reject) => {
        opened.once("error", reject);
        opened.listen(port, host, resolve);
      });
      opened.on("error", (error) => {
        status = { source: "webhook", state: "failing", message: error.message };
      });
      server = opened;
      status = describe();
    } catch (error) {
      const { message } = toForgeError(error);
      status = { source: "webhook", state: "failing", code: "bench_config_invalid", message };
      if (!stopped) cancelTimer = clock.after(retryMs, () => void listen());
    }
  }

  return {
    async start(sink) {
      emit = sink;
      await listen();
    },
    async stop() {
      stopped = true;
      cancelTimer();
      status = { source: "webhook", state: "stopped" };
      const open = server;
      if (open)
        await new Promise<void>((resolve) => {
          open.close(() => resolve());
          open.closeAllConnections();
        });
    },
    status: () => status,
  };
}
