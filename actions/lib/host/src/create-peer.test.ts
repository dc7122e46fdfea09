import { once } from "node:events";
import { PassThrough } from "node:stream";
import { ForgeError } from "@plugsmith/schemas";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createPeer, type PeerHandlers, type PeerLimits } from "./create-peer.ts";

const quiet: PeerHandlers = { request: async () => null, notify: () => {} };

/** Two peers, each the other's world. */
function connect(near: Partial<PeerHandlers> = {}, far: Partial<PeerHandlers> = {}, limits: Partial<PeerLimits> = {}) {
  const there = new PassThrough();
  const back = new PassThrough();
  return {
    near: createPeer({ input: back, output: there, handlers: { ...quiet, ...near }, limits }),
    far: createPeer({ input: there, output: back, handlers: { ...quiet, ...far }, limits }),
    there,
    back,
  };
}

const code = (promise: Promise<unknown>) =>
  promise.then(
    () => "no error",
    (error: ForgeError) => error.code,
  );

describe("createPeer", () => {
  it("answers requests both ways at once", async () => {
    const { near, far } = connect(
      { request: async (method) => `near ${method}` },
      { request: async (method, params) => ({ method, params }) },
    );
    const answers = await Promise.all([
      near.request("a", { x: 1 }, { timeoutMs: 1000 }),
      far.request("b", {}, { timeoutMs: 1000 }),
    ]);
    expect(answers).toEqual([{ method: "a", params: { x: 1 } }, "near b"]);
  });

  it("carries an error's words, and never takes the other side's code for one of ours", async () => {
    const { near } = connect(
      {},
      {
        request: async () => {
          throw new ForgeError("permission_denied", { message: "not you" });
        },
      },
    );
    await expect(near.request("x", {}, { timeoutMs: 1000 })).rejects.toMatchObject({
      code: "call_failed",
      message: "not you",
      facts: { pluginCode: "permission_denied" },
    });
  });

  it("outlives a line that makes its owner throw", async () => {
    const remarks: string[] = [];
    const { near, back } = connect({
      notify: () => {
        throw new TypeError("Cannot convert object to primitive value");
      },
      invalid: (reason) => void remarks.push(reason),
    });
    back.write('{"jsonrpc":"2.0","method":"log","params":{}}\n');
    await expect(near.request("still", {}, { timeoutMs: 1000 })).resolves.toBeNull();
    expect(remarks).toEqual([expect.stringContaining("could not be taken")]);
  });

  it("holds no more answers than fit when small questions ask for large ones that nobody reads", async () => {
    const there = new PassThrough();
    const back = new PassThrough();
    let asked = 0;
    const handlers: PeerHandlers = {
      ...quiet,
      isHeavy: (method) => method === "heavy",
      request: async (method) => {
        if (method === "heavy") asked += 1;
        return "x".repeat(90_000);
      },
    };
    createPeer({ input: back, output: there, handlers, limits: { maxMessageBytes: 100_000 } });
    for (let id = 1; id <= 40; id += 1) back.write(`{"jsonrpc":"2.0","id":${id},"method":"heavy","params":{}}\n`);
    for (let turn = 0; turn < 50; turn += 1) await new Promise((resolve) => setImmediate(resolve));
    expect(asked).toBeLessThan(6);
    let answers = 0;
    there.on("data", (chunk: Buffer) => {
      answers += chunk.toString().split("\n").length - 1;
    });
    while (answers < 40) await new Promise((resolve) => setImmediate(resolve));
    expect(asked).toBe(40);
  });

  it("reads on more slowly after a large message that held it up", async () => {
    const back = new PassThrough();
    let clock = 0;
    const heard: string[] = [];
    const handlers: PeerHandlers = {
      ...quiet,
      notify(method) {
        heard.push(method);
        if (method !== "waits") clock += 60;
      },
    };
    createPeer({ input: back, output: new PassThrough(), handlers, now: () => clock });
    const say = async (method: string, characters = 1) => {
      const params = { text: "x".repeat(characters) };
      back.write(`${JSON.stringify({ jsonrpc: "2.0", method, params })}\n`);
      await new Promise((resolve) => setImmediate(resolve));
    };
    await say("small");
    expect(back.isPaused()).toBe(false);
    await say("costly", 300_000);
    expect(back.isPaused()).toBe(true);
    await say("waits");
    expect(heard).toEqual(["small", "costly"]);
    await once(back, "resume");
    await new Promise((resolve) => setImmediate(resolve));
    expect(heard).toEqual(["small", "costly", "waits"]);
  });

  it("gives up at the deadline and tells the other side to stop", async () => {
    const stopped = Promise.withResolvers<string>();
    const { near } = connect(
      {},
      {
        request: (method, _params, signal) =>
          new Promise((resolve) => {
            signal.addEventListener("abort", () => {
              stopped.resolve(method);
              resolve("too late");
            });
          }),
      },
    );
    expect(await code(near.request("slow", {}, { timeoutMs: 20 }))).toBe("call_timeout");
    expect(await stopped.promise).toBe("slow");
  });

  it("cancels when asked to, also before it began", async () => {
    const controller = new AbortController();
    const { near } = connect({}, { request: () => new Promise(() => {}) });
    const open = code(near.request("slow", {}, { timeoutMs: 5000, signal: controller.signal }));
    controller.abort();
    expect(await open).toBe("call_cancelled");
    expect(await code(near.request("x", {}, { timeoutMs: 10, signal: AbortSignal.abort() }))).toBe("call_cancelled");
  });

  it("refuses to send what is too large, and survives being sent it", async () => {
    const invalid: string[] = [];
    const { near, back } = connect({ invalid: (reason) => invalid.push(reason) }, {}, { maxMessageBytes: 1000 });
    expect(await code(near.request("x", { text: "y".repeat(2000) }, { timeoutMs: 1000 }))).toBe("message_too_large");
    back.write(`${"z".repeat(5000)}\n`);
    expect(invalid).toEqual(["a message longer than the limit"]);
    expect(await near.request("ping", {}, { timeoutMs: 1000 })).toBe(null);
  });

  it("answers a result that is too large with an error, so that the asker does not wait for its deadline", async () => {
    const { near } = connect({}, { request: async () => "y".repeat(2000) }, { maxMessageBytes: 1000 });
    expect(await code(near.request("x", {}, { timeoutMs: 5000 }))).toBe("message_too_large");
  });

  it("limits the requests that may be open", async () => {
    const { near } = connect({}, { request: () => new Promise(() => {}) }, { maxInFlight: 2 });
    const patient = { timeoutMs: 60_000 };
    const open = [code(near.request("a", {}, patient)), code(near.request("b", {}, patient))];
    expect(await code(near.request("c", {}, patient))).toBe("plugin_not_ready");
    near.close("the test is over");
    await Promise.all(open);
  });

  it("answers that it is busy when the other side opens too many requests", async () => {
    const input = new PassThrough();
    const output = new PassThrough();
    createPeer({
      input,
      output,
      handlers: { ...quiet, request: () => new Promise(() => {}) },
      limits: { maxInFlight: 2 },
    });
    // Nobody else reads this stream: a peer at its other end would take the answer before the test sees it.
    const answer = once(output, "data");
    for (const id of [1, 2, 3]) input.write(`{"jsonrpc":"2.0","id":${id},"method":"x"}\n`);
    expect(JSON.parse(String(await answer))).toMatchObject({ id: 3, error: { message: "too many open requests" } });
  });

  it("sends nothing more to one that does not read, and goes on when it reads again", async () => {
    const output = new PassThrough({ highWaterMark: 10 });
    const peer = createPeer({
      input: new PassThrough(),
      output,
      handlers: quiet,
      limits: { maxMessageBytes: 1_000 },
    });
    const args = { text: "x".repeat(900) };
    const codes = [];
    for (let n = 0; n < 20; n += 1) codes.push(await code(peer.request("call", args, { timeoutMs: 1 })));
    expect(codes.slice(0, 2)).toEqual(["call_timeout", "call_timeout"]);
    expect(codes.at(-1)).toBe("plugin_not_ready");
    expect(output.writableLength + output.readableLength).toBeLessThan(4_000);
    output.resume();
    await once(output, "drain");
    expect(await code(peer.request("call", args, { timeoutMs: 1 }))).toBe("call_timeout");
  });

  it("answers no more questions of one that does not read the answers, until it reads", async () => {
    const input = new PassThrough();
    const output = new PassThrough({ highWaterMark: 10 });
    let asked = 0;
    const request = async () => {
      asked += 1;
      return "y".repeat(900);
    };
    createPeer({ input, output, handlers: { ...quiet, request }, limits: { maxMessageBytes: 1_000 } });
    for (let id = 0; id < 60; id += 1) {
      input.write(`{"jsonrpc":"2.0","id":${id},"method":"x"}\n`);
      await new Promise(setImmediate);
    }
    expect(asked).toBeLessThan(10);
    output.resume();
    await expect.poll(() => asked).toBe(60);
  });

  it("fails every open request when the other side goes away", async () => {
    const { near, back } = connect({}, { request: () => new Promise(() => {}) });
    const open = [code(near.request("a", {}, { timeoutMs: 5000 })), code(near.request("b", {}, { timeoutMs: 5000 }))];
    back.end();
    expect(await Promise.all(open)).toEqual(["plugin_not_ready", "plugin_not_ready"]);
    expect(await code(near.request("c", {}, { timeoutMs: 5000 }))).toBe("plugin_not_ready");
  });

  it("ignores a late answer and reports one that nobody asked for", async () => {
    const invalid: string[] = [];
    const { near, back } = connect(
      { invalid: (reason) => invalid.push(reason) },
      { request: async (method) => (method === "slow" ? new Promise(() => {}) : method) },
    );
    expect(await code(near.request("slow", {}, { timeoutMs: 10 }))).toBe("call_timeout");
    back.write('{"jsonrpc":"2.0","id":1,"result":"late"}\n{"jsonrpc":"2.0","id":99,"result":"made up"}\n');
    // Its answer comes through the same stream, behind the two lines.
    expect(await near.request("after", {}, { timeoutMs: 60_000 })).toBe("after");
    expect(invalid).toEqual(["an answer that nobody asked for"]);
  });

  it("lives through any bytes and still works", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(
          fc.oneof(
            fc.uint8Array(),
            fc.json().map((json) => Buffer.from(json)),
          ),
        ),
        async (chunks) => {
          const { near, back } = connect({}, { request: async () => "well" });
          for (const chunk of chunks) back.write(chunk.length === 0 ? Buffer.from("\n") : chunk);
          back.write("\n");
          expect(await near.request("ping", {}, { timeoutMs: 60_000 })).toBe("well");
        },
      ),
      { numRuns: 60 },
    );
  });
});
