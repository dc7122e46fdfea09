import type { Attempt } from "./attempt.ts";

const indent = (text: string) => text.trim().replace(/^/gm, "    ");

function renderNode({ attack, module = "" }: Attempt): string {
  return `const node = (name) => process.getBuiltinModule("node:" + name);
const words = (thrown) => (thrown?.code ?? thrown?.name ?? "Error") + ": " + String(thrown?.message ?? thrown).slice(0, 120);
const tries = async (...attempts) => {
  const out = [];
  for (const attempt of attempts) {
    try { const got = await attempt(); if (got !== undefined) out.push({ got }); } catch (thrown) { out.push({ failed: words(thrown) }); }
  }
  return out;
};
const wait = (ms) => new Promise((resolve) => setTimeout(resolve, ms));
${module}
const attack = async (target, ctx) => {
${attack}
};
export const methods = {
  attack: async (target, ctx) => {
    const warm = process.argv[2] === undefined;
    try { return { warm, value: await attack(target, ctx) }; } catch (thrown) { return { warm, failed: words(thrown) }; }
  },
};
`;
}

/** Python speaks the protocol itself; nothing but the operating system is between it and the machine. */
function renderPython({ attack, module = "" }: Attempt): string {
  return `import ctypes, json, os, signal, socket, struct, sys, time
libc = ctypes.CDLL(None, use_errno=True)
def call(number, *args):
    if libc.syscall(number, *args) == -1:
        raise OSError(ctypes.get_errno(), os.strerror(ctypes.get_errno()))
    return True
def tries(*attempts):
    out = []
    for attempt in attempts:
        try:
            got = attempt()
            if got is not None: out.append({"got": got})
        except BaseException as thrown:
            out.append({"failed": (type(thrown).__name__ + ": " + str(thrown))[:160]})
    return out
def text(path):
    with open(path, "rb") as file: return file.read(4000).decode("latin-1")
${module}
def attack(target):
${indent(attack)}
for line in sys.stdin:
    message = json.loads(line)
    if "id" not in message or "method" not in message: continue
    method, params, result = message["method"], message.get("params") or {}, {}
    if method == "initialize": result = {"protocol": 1, "runtime": "python", "hooks": [], "methods": ["attack"]}
    if method == "call":
        try: result = {"value": attack(params["args"])}
        except BaseException as thrown: result = {"failed": type(thrown).__name__ + ": " + str(thrown)[:160]}
    sys.stdout.write(json.dumps({"jsonrpc": "2.0", "id": message["id"], "result": result}) + "\\n")
    sys.stdout.flush()
`;
}

/** The plugin's one file. */
export const renderPlugin = (attempt: Attempt): string =>
  attempt.runtime === "node" ? renderNode(attempt) : renderPython(attempt);

export const entryOf = (runtime: Attempt["runtime"]): string => (runtime === "node" ? "index.mjs" : "plugin.py");
