import { randomUUID } from "node:crypto";
import {
  type HookOptions,
  type PluginProcess,
  type PluginStart,
  type ProcessExit,
  parseControlError,
  protocolVersion,
} from "@plugsmith/plugin-host";
import { ForgeError, toForgeError } from "@plugsmith/schemas";
import { decideFetch } from "../broker/decide-fetch.ts";
import type { PluginFetch } from "../broker/plugin-fetch-transport.ts";
import type { Clock } from "../clock.ts";
import { checkWebhookSignature, makeWebhookSignature } from "../hotplug/webhook-signature.ts";
import { checkWebhookTarget, type WebhookTarget } from "./check-webhook-target.ts";

export interface WebhookPorts {
  readonly clock: Clock;
  readonly fetch: PluginFetch;
  readonly target: WebhookTarget | undefined;
  /** The shared key, read anew each time so that it can be rotated. @throws ForgeError `bench_config_invalid`. */
  readKey(path: string): Uint8Array;
}

const initializeMs = 10_000;
const publishMs = 5_000;
/** A service that does not answer so often in a row counts as a crashed plugin. */
const lookMs = 10_000;
const mostMisses = 3;

const names = (value: unknown) => (Array.isArray(value) ? value.filter((name) => typeof name === "string") : []);

/**
 * A plugin that is a service of its own: hooks and methods are JSON-RPC requests by POST, signed as standardwebhooks.com says,
 * and its answers are signed alike, so that nobody else on this machine can answer in its place. It is reached only where the
 * signed manifest and the bench's configuration both allow. It runs outside the agent: nothing is brokered for it.
 */
export async function startWebhookPlugin(start: PluginStart, ports: WebhookPorts): Promise<PluginProcess> {
  const { clock, target } = ports;
  const { name, version } = start.plugin;
  const url = checkWebhookTarget(name, target);
  const keyFile = target?.keyFile ?? "";
  ports.readKey(keyFile);
  const exit = Promise.withResolvers<ProcessExit>();
  let gone = false;
  let misses = 0;
  let cancelLook = () => {};

  function end(reason?: string): void {
    if (gone) return;
    gone = true;
    cancelLook();
    const how: ProcessExit = { code: reason === undefined ? 0 : 1, signal: null, ...(reason ? { reason } : {}) };
    exit.resolve(how);
    start.onExit?.(how);
  }

  async function post(method: string, params: object, { timeoutMs, signal }: HookOptions): Promise<unknown> {
    if (gone) throw new ForgeError("plugin_not_ready", { message: `${name} does not answer any more.` });
    const key = ports.readKey(keyFile);
    const id = randomUUID();
    const timestamp = String(Math.floor(clock.now() / 1000));
    const body = Buffer.from(JSON.stringify({ jsonrpc: "2.0", id, method, params }));
    const request = decideFetch(start.permissions, {
      url: url.href,
      method: "POST",
      headers: {
        "content-type": "application/json",
        "webhook-id": id,
        "webhook-timestamp": timestamp,
        "webhook-signature": makeWebhookSignature(key, id, timestamp, body),
      },
      data: body.toString("base64"),
    });
    const late = new AbortController();
    const cancelTimer = clock.after(timeoutMs, () => late.abort());
    try {
      const answer = await ports.fetch(request, signal ? AbortSignal.any([signal, late.signal]) : late.signal);
      const bytes = Buffer.from(answer.data, "base64");
      if (answer.status !== 200)
        throw new ForgeError("call_failed", { message: `The service of ${name} answered ${answer.status}.` });
      const { headers } = answer;
      checkWebhookSignature(
        key,
        { id, timestamp: headers["webhook-timestamp"], signature: headers["webhook-signature"] },
        bytes,
        clock.now(),
      );
      const said = JSON.parse(bytes.toString("utf8")) as { result?: unknown; error?: object };
      if (said.error) throw parseControlError(said.error);
      return said.result ?? null;
    } catch (thrown) {
      if (late.signal.aborted)
        throw new ForgeError("call_timeout", { message: `${name} did not answer ${method} in ${timeoutMs} ms.` });
      if (signal?.aborted) throw new ForgeError("call_cancelled");
      if (thrown instanceof SyntaxError) throw new ForgeError("message_invalid", { message: `${name} sent no JSON.` });
      throw toForgeError(thrown);
    } finally {
      cancelTimer();
    }
  }

  function look(): void {
    cancelLook = clock.after(lookMs, () => {
      post("ping", {}, { timeoutMs: lookMs }).then(
        () => {
          misses = 0;
          if (!gone) look();
        },
        (error: Error) => {
          misses += 1;
          if (misses >= mostMisses) end(`its service did not answer ${mostMisses} times: ${error.message}`);
          else if (!gone) look();
        },
      );
    });
  }

  return {
    // No process of ours: nothing can be signalled.
    pid: 0,
    exited: exit.promise,
    async initialize({ timeoutMs = initializeMs } = {}) {
      const params = { protocol: protocolVersion, plugin: start.plugin, config: start.config };
      const answer = ((await post("initialize", params, { timeoutMs })) ?? {}) as Record<string, unknown>;
      if (answer["protocol"] !== protocolVersion)
        throw new ForgeError("load_failed", {
          message: `${name} ${version} does not speak protocol ${protocolVersion}.`,
          hint: "Answer initialize with {protocol: 1, runtime, hooks, methods}.",
        });
      look();
      const { hooks, methods } = answer;
      return { protocol: protocolVersion, runtime: "webhook", hooks: names(hooks), methods: names(methods) };
    },
    hook: post,
    call: (method, args, options) => post("call", { method, args: args ?? {} }, options),
    async publish(event, data, options = { timeoutMs: publishMs }) {
      await post("event", { event, data: data ?? {} }, options);
    },
    async ping(options) {
      await post("ping", {}, options);
    },
    async stop() {
      end();
      return exit.promise;
    },
  };
}
