import type { Attempt } from "../attempt.ts";

const node = { class: "protocol", runtime: "node" } as const;
const life = { class: "life cycle", runtime: "node", slow: true } as const;
const raw = `const put = async (message) => { const text = (typeof message === "string" ? message : JSON.stringify(message)) + "\\n"; for (let at = 0; at < text.length;) { try { at += node("fs").writeSync(1, text.slice(at)); } catch { await wait(1); } } };`;

/** Attempts to lie on the wire, and to live longer than allowed. */
export const protocolAttempts: readonly Attempt[] = [
  {
    ...node,
    id: "forged-replies",
    title: "answer calls that were made to others",
    barrier: "one pipe and one table of open calls for each process",
    attack: `${raw}
for (let id = -5; id < 60; id++) await put({ jsonrpc: "2.0", id, result: { forged: true } });
await put({ jsonrpc: "2.0", id: "1", result: { forged: true } }); return "done";`,
  },
  {
    ...node,
    id: "forged-requests",
    title: "requests with doubled, negative, huge and magic ids",
    barrier: "schema check of each message",
    attack: `${raw}
for (const id of [1, 1, -1, 1e308, 0.5, "__proto__", "constructor", null, true, [], {}, "x".repeat(100_000)]) await put({ jsonrpc: "2.0", id, method: "fs.readFile", params: { path: target.canaryFile } });
for (const line of ["null", "[]", "1", '"x"', "{}", '{"jsonrpc":"2.0"}', '{"jsonrpc":"2.0","id":7,"result":1,"error":{}}', '[{"jsonrpc":"2.0","id":1,"method":"ping"}]', "\\u0000", "{"]) await put(line);
await wait(100); return "done";`,
  },
  {
    ...node,
    id: "prototype-pollution",
    title: "pollute the host's Object.prototype",
    barrier: "no merging of received objects",
    attack: `${raw}
const bad = '{"__proto__":{"polluted":"yes"},"constructor":{"prototype":{"polluted":"yes"}}}';
await put('{"jsonrpc":"2.0","method":"emit","params":{"event":"trial.seen","data":' + bad + '}}');
await put('{"jsonrpc":"2.0","method":"log","params":{"level":"info","message":"m","data":' + bad + ',"__proto__":{"polluted":"yes"}}}');
await put('{"jsonrpc":"2.0","id":900,"method":"fetch","params":{"url":"http://x.test","headers":' + bad + '}}');
await put('{"jsonrpc":"2.0","id":901,"method":"__proto__","params":' + bad + '}');
await put('{"__proto__":{"polluted":"yes"},"jsonrpc":"2.0","method":"emit","params":{}}');
await wait(100); return "done";`,
  },
  {
    ...node,
    id: "undeclared-call",
    title: "call methods of plugins that it did not declare",
    barrier: "the broker's check against the signed manifest",
    attack: `return tries(() => ctx.call(target.neighbour, "reveal"), () => ctx.call(target.neighbour, "echo", { a: 1 }).then(() => ({ did: "called the neighbour" })), () => ctx.call("__proto__", "toString"));`,
  },
  {
    ...node,
    id: "agent-methods",
    title: "ask the agent for its own operations",
    barrier: "a closed list of brokered methods",
    attack: `${raw}
let id = 500; for (const method of ["unload", "load", "status", "logs", "simulate", "lease", "initialize", "hook", "agent.unload"]) await put({ jsonrpc: "2.0", id: id++, method, params: { plugin: target.neighbour } });
await wait(150); return "done";`,
  },
  {
    ...node,
    id: "undeclared-event",
    title: "publish events that it did not declare, in the agent's name",
    barrier: "the manifest's list of events",
    attack: `${raw}
for (const event of ["forge.plugin.revoked", "trial.secret", "__proto__", "forge.device.attached"]) await put({ jsonrpc: "2.0", method: "emit", params: { event, data: { forged: "forged-event" } } });
await wait(50); return "done";`,
  },
  {
    ...node,
    id: "escape-in-words",
    title: "terminal control characters and line ends in logs and errors",
    barrier: "one JSON line for each log line",
    attack: `ctx.log.error("\\u001b]0;owned\\u0007\\n{\\"at\\":\\"now\\",\\"plugin\\":\\"" + target.neighbour + "\\",\\"level\\":\\"info\\",\\"message\\":\\"forged-line\\"}"); await wait(50); return "done";`,
  },
  {
    ...node,
    id: "poison-values",
    title: "objects that cannot become text, where words and numbers belong",
    barrier: "nothing received is turned into text before its type is known",
    attack: `${raw}
const bad = '{"toString":1,"valueOf":1}';
for (const line of ['"method":"log","params":{"level":"info","message":' + bad + '}', '"method":"log","params":{"level":' + bad + ',"message":"m"}', '"method":"progress","params":{"fraction":' + bad + ',"message":' + bad + '}', '"method":"emit","params":{"event":' + bad + '}', '"id":700,"method":"fs.readFile","params":{"path":' + bad + '}', '"id":701,"method":"serial.open","params":{"port":' + bad + ',"baudRate":' + bad + '}', '"id":702,"method":"call","params":{"plugin":' + bad + ',"method":' + bad + '}', '"id":703,"method":"fetch","params":{"url":' + bad + ',"method":' + bad + ',"headers":{"a":' + bad + '}}', '"id":704,"method":"usb.transferIn","params":{"device":' + bad + '}'])
  await put('{"jsonrpc":"2.0",' + line + "}");
await wait(100); return "done";`,
  },
  {
    ...node,
    id: "deep-answer",
    title: "answer its own call with JSON nested 100,000 deep",
    barrier: "an answer that cannot be passed on is an error of its call",
    attack: `${raw}
const deep = '{"a":'.repeat(100_000) + "1" + "}".repeat(100_000);
for (let id = 1; id < 12; id++) await put('{"jsonrpc":"2.0","id":' + id + ',"result":{"warm":true,"value":' + deep + "}}");
await wait(100); return "done";`,
  },
  {
    ...node,
    id: "stderr-forgery",
    title: "print lines to stderr that look like log records of its neighbour",
    barrier: "one JSON line for each log line",
    attack: `const line = JSON.stringify({ at: "now", plugin: target.neighbour, level: "info", message: "forged-line" }) + "\\n"; node("fs").writeSync(2, line + "\\r" + line); await wait(50); return "done";`,
  },
  {
    ...life,
    id: "unload-limbo",
    title: "answer pings while onUnload never ends, deaf to SIGTERM",
    barrier: "deadline of the hook, SIGKILL",
    hooks: ["onUnload"],
    module: `process.on("SIGTERM", () => {}); process.stdin.removeAllListeners("end"); setInterval(() => {}, 1000); export const onUnload = () => new Promise(() => {});`,
    attack: `return "armed";`,
  },
  {
    ...life,
    id: "ignore-sigterm",
    title: "ignore SIGTERM, the end of its input, and exit",
    barrier: "SIGKILL to the whole group",
    module: `for (const name of ["SIGTERM", "SIGINT", "SIGHUP"]) process.on(name, () => {});
process.exit = () => {}; process.reallyExit = () => {}; process.stdin.removeAllListeners("end"); setInterval(() => {}, 1000); process.on("exit", () => { for (;;); });`,
    attack: `return "here to stay";`,
  },
  {
    ...life,
    id: "unload-bomb",
    title: "never return from onUnload",
    barrier: "deadline of the hook, SIGKILL",
    hooks: ["onUnload"],
    module: `process.on("SIGTERM", () => {}); export function onUnload() { for (;;); }`,
    attack: `return "armed";`,
  },
  {
    ...life,
    id: "late-bomb",
    title: "write outside and connect at the moment of unloading",
    barrier: "the boundary stays up to the last instruction",
    hooks: ["onUnload"],
    module: `let aim; export async function onUnload() { try { node("fs").writeFileSync(aim.outside + "/late.txt", "x"); } catch {} try { await new Promise((resolve) => node("net").connect(aim.tcpPort, "127.0.0.1", resolve).on("error", resolve)); } catch {} }`,
    attack: `aim = target; return "armed";`,
  },
  {
    ...life,
    id: "crash-loop",
    title: "crash after each start",
    barrier: "crash budget with back-off",
    attack: `setTimeout(() => process.abort(), 1); await wait(50); return "alive";`,
  },
  {
    ...life,
    id: "half-closed",
    title: "close its output and go on",
    barrier: "the host ends a process whose channel is closed",
    attack: `node("fs").closeSync(1); setInterval(() => {}, 1000); await wait(10_000); return "alone";`,
    mustDie: true,
  },
];
