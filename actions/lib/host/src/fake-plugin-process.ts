import { ForgeError, toForgeError } from "@plugsmith/schemas";
import type { PluginProcess, PluginStart, StartPluginProcess } from "./plugin-process.ts";
import type { ProcessExit } from "./process-transport.ts";

/** A plugin written as functions in the test; `ctx` has what the fake can offer without a process. */
export interface FakePlugin {
  readonly hooks?: Readonly<Record<string, (params: Record<string, unknown>, ctx: FakeContext) => unknown>>;
  readonly methods?: Readonly<Record<string, (args: unknown, ctx: FakeContext) => unknown>>;
  readonly events?: Readonly<Record<string, (data: unknown, ctx: FakeContext) => unknown>>;
  /** Thrown by `initialize`, as a plugin that fails while it is imported. */
  readonly failsToLoad?: string;
  /** Hooks and methods that never answer: their callers meet their deadline. */
  readonly hangs?: readonly string[];
}

export interface FakeContext {
  readonly config: Readonly<Record<string, unknown>>;
  readonly signal: AbortSignal;
  emit(event: string, data: unknown): void;
  log(message: string): void;
  ask(method: string, params: Record<string, unknown>): Promise<unknown>;
}

export interface FakePluginProcess extends PluginProcess {
  readonly start: PluginStart;
  /** What the owner asked, in order: `initialize`, `onLoad`, `call ping`, `event x.y`, `stop`. */
  readonly asked: readonly string[];
  /** Ends the process as a crash would. */
  crash(exit?: ProcessExit): void;
}

export interface FakePluginHost {
  readonly startPluginProcess: StartPluginProcess;
  /** Every process ever started, oldest first. */
  readonly processes: readonly FakePluginProcess[];
  readonly running: readonly FakePluginProcess[];
}

/** Waits for work as the real peer does: deadline, cancellation and death of the process, whichever comes first. */
function withLimits(
  work: Promise<unknown>,
  name: string,
  timeoutMs: number,
  signal: AbortSignal | undefined,
  dead: Promise<ProcessExit>,
) {
  if (signal?.aborted) return Promise.reject(new ForgeError("call_cancelled"));
  return new Promise<unknown>((resolve, reject) => {
    const timer = setTimeout(
      () => reject(new ForgeError("call_timeout", { message: `${name} took longer than ${timeoutMs} ms.` })),
      timeoutMs,
    );
    signal?.addEventListener("abort", () => reject(new ForgeError("call_cancelled")), { once: true });
    void dead.then(() =>
      reject(new ForgeError("plugin_not_ready", { message: "The plugin process is gone: it exited." })),
    );
    work
      .then(resolve, (thrown: unknown) => {
        const error = toForgeError(thrown);
        reject(error.code === "unexpected" ? new ForgeError("call_failed", { message: error.message }) : error);
      })
      .finally(() => clearTimeout(timer));
  });
}

function createFakeProcess(plugin: FakePlugin, start: PluginStart, pid: number): FakePluginProcess {
  const asked: string[] = [];
  let end: ((exit: ProcessExit) => void) | undefined;
  const exited = new Promise<ProcessExit>((resolve) => {
    end = resolve;
  });
  const stopping = new AbortController();
  let state: "started" | "ready" | "gone" = "started";
  const ctx: FakeContext = {
    config: start.config,
    signal: stopping.signal,
    emit: (event, data) => start.onEmit?.(event, data),
    log: (message) => start.onLog?.({ level: "info", message, source: "ctx" }),
    ask: (method, params) => start.broker.handle(method, params, stopping.signal),
  };
  const die = (exit: ProcessExit) => {
    if (state === "gone") return;
    state = "gone";
    stopping.abort();
    end?.(exit);
    start.onExit?.(exit);
  };
  const work = async (key: string, run: () => unknown) => {
    asked.push(key);
    if (state === "gone")
      throw new ForgeError("plugin_not_ready", { message: "The plugin process is gone: it exited." });
    if (state !== "ready") throw new Error(`fake plugin: ${key} came before initialize`);
    if (plugin.hangs?.includes(key.split(" ").at(-1) ?? key)) return new Promise(() => {});
    return (await run()) ?? null;
  };
  return {
    start,
    asked,
    pid,
    exited,
    crash: (exit = { code: 1, signal: null }) => die(exit),
    async initialize() {
      asked.push("initialize");
      if (state === "ready") throw new Error("fake plugin: initialized twice");
      if (plugin.failsToLoad !== undefined) throw new ForgeError("load_failed", { message: plugin.failsToLoad });
      state = "ready";
      return {
        protocol: 1,
        runtime: "fake",
        hooks: Object.keys(plugin.hooks ?? {}),
        methods: Object.keys(plugin.methods ?? {}),
      };
    },
    hook: (name, params, { timeoutMs, signal }) =>
      withLimits(
        work(name, () => plugin.hooks?.[name]?.(params, ctx)),
        name,
        timeoutMs,
        signal,
        exited,
      ),
    call(method, args, { timeoutMs, signal }) {
      const run = () => {
        const fn = plugin.methods?.[method];
        if (!fn) throw new ForgeError("method_unknown", { message: `the plugin has no method ${method}` });
        return fn(args, ctx);
      };
      return withLimits(work(`call ${method}`, run), method, timeoutMs, signal, exited);
    },
    async publish(event, data, options = { timeoutMs: 5_000 }) {
      await withLimits(
        work(`event ${event}`, () => plugin.events?.[event]?.(data, ctx)),
        event,
        options.timeoutMs,
        options.signal,
        exited,
      );
    },
    async ping({ timeoutMs, signal }) {
      await withLimits(
        work("ping", () => ({})),
        "ping",
        timeoutMs,
        signal,
        exited,
      );
    },
    async stop() {
      asked.push("stop");
      die({ code: 0, signal: null });
      return exited;
    },
  };
}

/** An in-memory plugin host: `choose` says which fake plugin a start gets (by name and version, say). Strict about order. */
export function fakePluginHost(choose: (start: PluginStart) => FakePlugin): FakePluginHost {
  const processes: FakePluginProcess[] = [];
  const gone = new Set<FakePluginProcess>();
  return {
    processes,
    get running() {
      return processes.filter((process) => !gone.has(process));
    },
    async startPluginProcess(start) {
      const process = createFakeProcess(choose(start), start, 1000 + processes.length);
      processes.push(process);
      void process.exited.then(() => gone.add(process));
      return process;
    },
  };
}
