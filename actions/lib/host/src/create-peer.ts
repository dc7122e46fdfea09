import type { Readable, Writable } from "node:stream";
import { ForgeError, toForgeError } from "@plugsmith/schemas";
import { createInputGate } from "./input-gate.ts";
import { type IncomingMessage, parseMessage } from "./parse-message.ts";
import { readMonotonicClock } from "./read-monotonic-clock.ts";
import { renderError } from "./render-error.ts";
import { splitLines } from "./split-lines.ts";
import { rpcErrors } from "./wire.ts";

export interface PeerHandlers {
  /** Answers a request of the other side; a throw becomes its error answer. `signal` aborts on `cancel` and on close. */
  request(method: string, params: Record<string, unknown>, signal: AbortSignal): Promise<unknown>;
  notify(method: string, params: Record<string, unknown>): void;
  /** Requests whose answers may be much larger than themselves: answered in turn, when the one before was read. */
  isHeavy?(method: string): boolean;
  /** A line that is no message, too long, or an answer nobody asked for. The peer goes on; the owner may end it. */
  invalid?(reason: string): void;
}

export interface PeerLimits {
  /** Bytes of one line, both ways. */
  readonly maxMessageBytes: number;
  /** Requests that may be open at once, each way. */
  readonly maxInFlight: number;
}

export const defaultPeerLimits: PeerLimits = { maxMessageBytes: 4 * 1024 * 1024, maxInFlight: 64 };

/**
 * A large message that held us up longer than this, ms, is followed by a rest of four times as long: at most a fifth of our
 * time is its sender's. Small ones hold nobody up, only a machine that has too much to do.
 */
const stallMs = 50;
const largeCharacters = 256 * 1024;
const restFactor = 4;

export interface RequestOptions {
  readonly timeoutMs: number;
  readonly signal?: AbortSignal | undefined;
}

export interface Peer {
  /**
   * @throws ForgeError `call_timeout`, `call_cancelled`, `method_unknown`, `message_too_large`, `plugin_not_ready` (closed or
   * too many open requests), `call_failed` with the other side's words.
   */
  request(method: string, params: Record<string, unknown>, options: RequestOptions): Promise<unknown>;
  notify(method: string, params: Record<string, unknown>): void;
  /** Fails every open request and answers nothing more. */
  close(reason: string): void;
}

interface Open {
  settle(outcome: { result: unknown } | { error: ForgeError }): void;
}

const closed = (reason: string) =>
  new ForgeError("plugin_not_ready", { message: `The plugin process is gone: ${reason}.` });

function toCallError(error: { code: number; message: string; data?: Record<string, unknown> }): ForgeError {
  if (error.code === rpcErrors.methodUnknown) return new ForgeError("method_unknown", { message: error.message });
  if (error.code === rpcErrors.tooLarge) return new ForgeError("message_too_large", { message: error.message });
  if (error.code === rpcErrors.cancelled) return new ForgeError("call_cancelled", { message: error.message });
  // The other side's own code is a fact about the failure, never one of ours.
  const theirs = error.data?.["code"];
  const facts = typeof theirs === "string" ? { pluginCode: theirs.slice(0, 60) } : {};
  return new ForgeError("call_failed", { message: error.message, facts });
}

/**
 * JSON-RPC 2.0 over newline-delimited JSON. Nothing the other side writes makes it throw or grow beyond its limits;
 * what it cannot use goes to `handlers.invalid`.
 */
export function createPeer(options: {
  input: Readable;
  output: Writable;
  handlers: PeerHandlers;
  limits?: Partial<PeerLimits>;
  /** Monotonic, ms. */
  now?: () => number;
}): Peer {
  const { input, output, handlers, now = readMonotonicClock } = options;
  const limits = { ...defaultPeerLimits, ...options.limits };
  const open = new Map<number, Open>();
  const answering = new Map<number | string, AbortController>();
  let nextId = 1;
  let closedBecause: string | undefined;
  /** Characters of the longest line in the chunk at hand. */
  let largest = 0;

  let turn: Promise<void> = Promise.resolve();
  const gate = createInputGate(input, output, {
    unread: 2 * limits.maxMessageBytes,
    // As many uploads as the broker lets run at once; more would keep the other side's answers from us too.
    open: 8 * limits.maxMessageBytes,
  });

  function send(message: Record<string, unknown>): void {
    const line = `${JSON.stringify({ jsonrpc: "2.0", ...message })}\n`;
    if (Buffer.byteLength(line) > limits.maxMessageBytes) {
      throw new ForgeError("message_too_large", { hint: `Send at most ${limits.maxMessageBytes} bytes at once.` });
    }
    if (closedBecause === undefined && output.writable) output.write(line);
    // Whoever asks and does not read the answers must not fill our memory: no more questions until it reads.
    gate.look();
  }

  /** Answers one question; `heavy` ones in turn, each when the answer before was read: small questions with large answers. */
  async function work(id: number | string, method: string, params: Record<string, unknown>, signal: AbortSignal) {
    try {
      const result = await handlers.request(method, params, signal);
      send({ id, result: result ?? null });
    } catch (thrown) {
      send({ id, error: renderError(toForgeError(thrown)) });
    }
  }

  async function answer(
    id: number | string,
    method: string,
    params: Record<string, unknown>,
    size: number,
  ): Promise<void> {
    if (answering.size >= limits.maxInFlight || answering.has(id)) {
      const message = answering.has(id) ? "this id is in use" : "too many open requests";
      send({ id, error: { code: rpcErrors.busy, message } });
      return;
    }
    const controller = new AbortController();
    answering.set(id, controller);
    const end = gate.open(size);
    try {
      const run = () => work(id, method, params, controller.signal);
      if (!handlers.isHeavy?.(method)) await run();
      else
        await (turn = turn
          .catch(() => {})
          .then(gate.room)
          .then(run));
    } finally {
      answering.delete(id);
      end();
    }
  }

  function receive(message: IncomingMessage, size: number): void {
    if (message.kind === "request") {
      // send() can throw only for a message that is too large, and an error answer is cut to size.
      void answer(message.id, message.method, message.params, size).catch((error: unknown) =>
        handlers.invalid?.(toForgeError(error).message),
      );
      return;
    }
    if (message.kind === "notification") {
      const id = message.params["id"];
      if (message.method !== "cancel") handlers.notify(message.method, message.params);
      else if (typeof id === "number" || typeof id === "string") answering.get(id)?.abort();
      return;
    }
    const pending = typeof message.id === "number" ? open.get(message.id) : undefined;
    if (!pending) {
      // Late answers to calls that met their deadline are no noise.
      const late = typeof message.id === "number" && message.id > 0 && message.id < nextId;
      if (!late) handlers.invalid?.("an answer that nobody asked for");
      return;
    }
    pending.settle(message.kind === "result" ? { result: message.result } : { error: toCallError(message.error) });
  }

  function close(reason: string): void {
    if (closedBecause !== undefined) return;
    closedBecause = reason;
    for (const pending of open.values()) pending.settle({ error: closed(reason) });
    for (const controller of answering.values()) controller.abort();
  }

  const take = splitLines(
    limits.maxMessageBytes,
    (line) => {
      if (closedBecause !== undefined) return;
      largest = Math.max(largest, line.length);
      const message = parseMessage(line);
      if (!message.ok) return handlers.invalid?.(message.reason);
      try {
        receive(message.value, line.length);
      } catch (thrown) {
        // Whatever a line makes our own code do must not reach the process: it would end every plugin's host.
        handlers.invalid?.(`a message that could not be taken: ${toForgeError(thrown).message.slice(0, 200)}`);
      }
    },
    () => handlers.invalid?.("a message longer than the limit"),
  );
  input.on("data", (chunk: Uint8Array) => {
    const began = now();
    largest = 0;
    take(chunk);
    const held = now() - began;
    // JSON of 4 MB can take half a second to read; whoever sends one after the other must not hold up everybody else.
    if (held > stallMs && largest >= largeCharacters) gate.rest(held * restFactor);
  });
  input.once("end", () => close("it closed its output"));
  input.once("error", () => close("its output broke"));

  return {
    request(method, params, { timeoutMs, signal }) {
      if (closedBecause !== undefined) return Promise.reject(closed(closedBecause));
      if (signal?.aborted) return Promise.reject(new ForgeError("call_cancelled"));
      if (open.size >= limits.maxInFlight) {
        return Promise.reject(
          new ForgeError("plugin_not_ready", { message: "Too many calls to the plugin are open." }),
        );
      }
      if (gate.isBackedUp()) {
        return Promise.reject(
          new ForgeError("plugin_not_ready", { message: "The plugin does not read its messages." }),
        );
      }
      const id = nextId++;
      return new Promise((resolve, reject) => {
        const giveUp = (error: ForgeError) => {
          pending.settle({ error });
          send({ method: "cancel", params: { id } });
        };
        const onAbort = () => giveUp(new ForgeError("call_cancelled"));
        const timer = setTimeout(
          () => giveUp(new ForgeError("call_timeout", { message: `${method} took longer than ${timeoutMs} ms.` })),
          timeoutMs,
        );
        const pending: Open = {
          settle(outcome) {
            clearTimeout(timer);
            signal?.removeEventListener("abort", onAbort);
            open.delete(id);
            if ("error" in outcome) reject(outcome.error);
            else resolve(outcome.result);
          },
        };
        open.set(id, pending);
        signal?.addEventListener("abort", onAbort, { once: true });
        try {
          send({ id, method, params });
        } catch (thrown) {
          pending.settle({ error: toForgeError(thrown) });
        }
      });
    },
    notify: (method, params) => send({ method, params }),
    close,
  };
}
