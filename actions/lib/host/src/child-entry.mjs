// The plugin's side of the protocol in docs/data-flow.md, for runtime node: `node child-entry.mjs [<plugin file>]`.
// Without a file it is a spare: it waits, and `initialize` names the file.
// JavaScript and without imports on purpose: it is bind-mounted alone into the sandbox, and stripping types would add
// 30 ms to each start (20 ms -> 50 ms measured). The wire is typed in wire.ts, what plugins see in plugin-context.ts.

// Private references: a plugin that patches globals must not be able to change the framing.
const { parse, stringify } = JSON;
const { Buffer, AbortController, Error, TypeError, Map, Promise, Object, String, Number, Array, Uint8Array } = globalThis;
const { setTimeout, URL } = globalThis;
const { freeze, create, defineProperty, keys, fromEntries } = Object;
const isArray = Array.isArray;
const stdin = process.stdin;
const writeOut = process.stdout.write.bind(process.stdout);
const exit = process.exit.bind(process);
const stderr = process.stderr;

const protocol = 1;
const maxMessageBytes = 4 * 1024 * 1024;
const hookNames = ["onLoad", "onUnload", "onError", "onUSBAttach", "onUSBDetach", "onJobReceived"];
const numbers = { method_unknown: -32601, call_cancelled: -32001, message_too_large: -32003, failed: -32000 };

// Whatever the plugin prints is log text.
defineProperty(process, "stdout", { value: stderr, configurable: false, writable: false });
for (const level of ["log", "info", "debug"]) console[level] = console.error.bind(console);

function failure(code, message, hint) {
  const error = new Error(message);
  error.code = code;
  if (hint) error.hint = hint;
  return error;
}

function send(message) {
  let line;
  try {
    line = stringify({ jsonrpc: "2.0", ...message });
  } catch (cause) {
    throw failure("message_invalid", `cannot be written as JSON: ${cause?.message}`);
  }
  if (Buffer.byteLength(line) >= maxMessageBytes) {
    throw failure("message_too_large", `a message may have at most ${maxMessageBytes} bytes`);
  }
  writeOut(`${line}\n`);
}

const notify = (method, params) => send({ method, params });

// Requests of the plugin to the agent.
const open = new Map();
let nextId = 1;

function ask(method, params, signal) {
  return new Promise((resolve, reject) => {
    if (signal?.aborted) return reject(failure("call_cancelled", `${method} was cancelled`));
    const id = nextId++;
    const onAbort = () => {
      open.delete(id);
      notify("cancel", { id });
      reject(failure("call_cancelled", `${method} was cancelled`));
    };
    const finish = (settle) => (value) => {
      signal?.removeEventListener("abort", onAbort);
      settle(value);
    };
    open.set(id, { resolve: finish(resolve), reject: finish(reject) });
    signal?.addEventListener("abort", onAbort, { once: true });
    try {
      send({ id, method, params });
    } catch (error) {
      open.delete(id);
      finish(reject)(error);
    }
  });
}

const toBase64 = (data) => {
  if (typeof data === "string") return Buffer.from(data, "utf8").toString("base64");
  if (data instanceof Uint8Array) return Buffer.from(data.buffer, data.byteOffset, data.byteLength).toString("base64");
  throw new TypeError("expected a string or a Uint8Array");
};
const fromBase64 = (text) => new Uint8Array(Buffer.from(String(text ?? ""), "base64"));
const keyOf = (device) => (typeof device === "string" ? device : device.key);

/**
 * Answer of ctx.fetch: the parts of a WHATWG Response that plugins need (the real one would load undici, 25 ms), with the
 * body at hand as text and headers as a plain lower-case record that also has get, has and entries.
 */
function createResponse(answer, url) {
  const bytes = fromBase64(answer.data);
  const body = Buffer.from(bytes).toString("utf8");
  const headers = create(null);
  for (const [name, value] of Object.entries(answer.headers ?? {})) headers[name.toLowerCase()] = String(value);
  const reading = {
    get: (name) => headers[String(name).toLowerCase()] ?? null,
    has: (name) => headers[String(name).toLowerCase()] !== undefined,
    entries: () => Object.entries(headers).values(),
  };
  const view = create(null);
  for (const name of keys(headers)) view[name] = headers[name];
  for (const name of keys(reading)) defineProperty(view, name, { value: reading[name] });
  return freeze({
    url,
    status: answer.status,
    statusText: answer.statusText ?? "",
    ok: answer.status >= 200 && answer.status < 300,
    headers: freeze(view),
    body,
    text: async () => body,
    json: async () => parse(body),
    bytes: async () => bytes,
    arrayBuffer: async () => bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength),
  });
}

function plainHeaders(headers) {
  const pairs = !headers ? [] : isArray(headers) ? headers : typeof headers.entries === "function" ? [...headers.entries()] : Object.entries(headers);
  return fromEntries(pairs.map(([name, value]) => [String(name).toLowerCase(), String(value)]));
}

async function brokeredFetch(signal, input, init = {}) {
  const url = String(input instanceof URL ? input.href : input);
  const params = { url, method: String(init.method ?? "GET").toUpperCase(), headers: plainHeaders(init.headers) };
  if (init.body !== undefined && init.body !== null) params.data = toBase64(init.body);
  return createResponse(await ask("fetch", params, init.signal ?? signal), url);
}

const subscribers = new Map();
const stopping = new AbortController();
let base;

function createBase({ plugin, config }) {
  const log = {};
  for (const level of ["debug", "info", "warn", "error"]) {
    log[level] = (message, data) => notify("log", { level, message: String(message).slice(0, 4000), ...(data === undefined ? {} : { data }) });
  }
  return {
    log: freeze(log),
    config: deepFreeze(config),
    plugin: freeze({ name: plugin.name, version: plugin.version }),
    emit: (event, data) => notify("emit", { event: String(event), data: data ?? {} }),
    on: (event, fn) => {
      if (typeof fn !== "function") throw new TypeError("ctx.on expects a function");
      const list = subscribers.get(event) ?? new Set();
      subscribers.set(event, list.add(fn));
      return () => list.delete(fn);
    },
    progress: (fraction, message) => notify("progress", { fraction: Number(fraction), message: String(message ?? "") }),
  };
}

function deepFreeze(value) {
  if (value === null || typeof value !== "object") return value;
  for (const key of keys(value)) deepFreeze(value[key]);
  return freeze(value);
}

/** What one hook or call sees: the shared context, and a signal that ends with this very call. */
function createContext(signal) {
  const asked = (method, params) => ask(method, params, signal);
  const data = async (method, params) => fromBase64((await asked(method, params)).data);
  const done = async (method, params) => void (await asked(method, params));
  const written = async (method, params) => (await asked(method, params)).bytesWritten;
  const context = create(base);
  context.signal = signal;
  context.call = (plugin, method, args) => asked("call", { plugin, method, args: args ?? {} });
  context.fetch = (input, init) => brokeredFetch(signal, input, init);
  context.fs = freeze({
    readFile: async (path, encoding) => {
      const bytes = await data("fs.readFile", { path });
      return encoding ? Buffer.from(bytes).toString(typeof encoding === "string" ? encoding : encoding.encoding) : bytes;
    },
    writeFile: (path, content) => done("fs.writeFile", { path, data: toBase64(content) }),
    list: async (path = ".") => (await asked("fs.list", { path })).entries,
    remove: (path) => done("fs.remove", { path }),
  });
  context.usb = freeze({
    controlTransferIn: (device, setup, length) => data("usb.controlTransferIn", { device: keyOf(device), setup, length }),
    controlTransferOut: (device, setup, bytes = new Uint8Array()) => written("usb.controlTransferOut", { device: keyOf(device), setup, data: toBase64(bytes) }),
    transferIn: (device, endpoint, length) => data("usb.transferIn", { device: keyOf(device), endpoint, length }),
    transferOut: (device, endpoint, bytes) => written("usb.transferOut", { device: keyOf(device), endpoint, data: toBase64(bytes) }),
    claimInterface: (device, number) => done("usb.claimInterface", { device: keyOf(device), interface: number }),
    releaseInterface: (device, number) => done("usb.releaseInterface", { device: keyOf(device), interface: number }),
  });
  context.serial = freeze({
    open: async (port, { baudRate }) => (await asked("serial.open", { port, baudRate })).handle,
    write: (handle, bytes) => written("serial.write", { handle, data: toBase64(bytes) }),
    read: (handle, length, timeoutMs = 1000) => data("serial.read", { handle, length, timeoutMs }),
    close: (handle) => done("serial.close", { handle }),
  });
  return freeze(context);
}

let plugin;

async function initialize(params) {
  if (plugin) throw failure("message_invalid", "already initialized");
  if (params.protocol !== protocol) throw failure("message_invalid", `this host speaks protocol ${protocol}`);
  base = createBase(params);
  plugin = await import(process.argv[2] ?? params.entry);
  const methods = keys(plugin.methods ?? {}).filter((name) => typeof plugin.methods[name] === "function");
  if (typeof plugin.run === "function" && !methods.includes("run")) methods.push("run");
  return { protocol, runtime: "node", hooks: hookNames.filter((name) => typeof plugin[name] === "function"), methods };
}

async function callMethod({ method, args }, signal) {
  const own = plugin.methods && Object.hasOwn(plugin.methods, method) ? plugin.methods[method] : undefined;
  const fn = typeof own === "function" ? own : method === "run" && typeof plugin.run === "function" ? plugin.run : undefined;
  if (!fn) throw failure("method_unknown", `the plugin has no method ${method}`);
  return fn(args, createContext(signal));
}

const hookArguments = {
  onUSBAttach: (params) => [params.device],
  onUSBDetach: (params) => [params.device],
  onJobReceived: (params) => [params.job],
  onError: (params) => [params.error],
};

async function dispatch(method, params, signal) {
  if (method === "ping") return {};
  if (method === "initialize") return initialize(params);
  if (!plugin) throw failure("message_invalid", "initialize comes first");
  if (method === "call") return callMethod(params, signal);
  if (method === "event") {
    const context = createContext(signal);
    for (const fn of subscribers.get(params.event) ?? []) await fn(params.data, context);
    return {};
  }
  if (!hookNames.includes(method)) throw failure("method_unknown", `there is no ${method}`);
  if (typeof plugin[method] !== "function") return null;
  // Subscriptions and timers of onLoad outlive the call, so its signal ends with the plugin.
  const context = createContext(method === "onLoad" ? stopping.signal : signal);
  return plugin[method](context, ...(hookArguments[method]?.(params) ?? []));
}

const running = new Map();

/** Until a spare has gone through its dry run. */
let warming;

async function answer({ id, method, params = {} }) {
  if (warming) await warming;
  const controller = new AbortController();
  running.set(id, controller);
  try {
    const result = await dispatch(method, params, controller.signal);
    if (method === "onUnload") stopping.abort();
    send({ id, result: result === undefined ? null : result });
  } catch (error) {
    const code = typeof error?.code === "string" ? error.code : "call_failed";
    const message = String(error?.message ?? error ?? "unknown").slice(0, 4000);
    send({ id, error: { code: numbers[code] ?? numbers.failed, message, data: { code } } });
  } finally {
    running.delete(id);
  }
}

function receive(line) {
  const message = parse(line);
  if (message.method === "cancel") return running.get(message.params?.id)?.abort();
  if (message.method !== undefined) return void answer(message);
  const pending = open.get(message.id);
  open.delete(message.id);
  if (!pending) return;
  const { error } = message;
  if (error) pending.reject(failure(error.data?.code ?? "call_failed", error.message, error.data?.hint));
  else pending.resolve(message.result);
}

let rest = "";
stdin.setEncoding("utf8");
stdin.on("data", (chunk) => {
  const lines = (rest + chunk).split("\n");
  rest = lines.pop() ?? "";
  for (const line of lines) if (line !== "") receive(line);
});
// The agent is gone: so are we, whatever timers the plugin left.
stdin.on("end", () => {
  stopping.abort();
  setTimeout(() => exit(0), 5);
});

/**
 * A spare has time now: what the first import of a file, the first hook and the first call cost once (a third of a warm load) is
 * paid while nobody waits, with a file that lies in its folder until the plugin comes.
 */
async function warmUp() {
  const folder = encodeURI(process.cwd()).replace(/[?#]/g, encodeURIComponent);
  try {
    await initialize({ protocol, plugin: { name: "", version: "" }, config: {}, entry: `file://${folder}/warm-up.mjs` });
    await dispatch("onLoad", {}, stopping.signal);
    await dispatch("call", { method: "echo", args: {} }, stopping.signal);
  } catch {
    // It costs the plugin's first load a little more.
  }
  plugin = undefined;
  base = undefined;
  warming = undefined;
}
if (!process.argv[2]) warming = warmUp();
