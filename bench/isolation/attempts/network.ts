import type { Attempt } from "../attempt.ts";

const node = { class: "network", runtime: "node", barrier: "network namespace" } as const;
const python = { class: "network", runtime: "python", barrier: "network namespace" } as const;
const devices = {
  class: "devices",
  runtime: "node",
  barrier: "the broker's check against the signed manifest",
} as const;

/** Attempts to talk to anything: servers, the agent's own doors, devices. */
export const networkAttempts: readonly Attempt[] = [
  {
    ...node,
    id: "tcp",
    title: "connect by TCP: net, http, fetch, tls",
    attack: `const say = (module, options) => new Promise((resolve, reject) => { const socket = node(module).connect(options, () => { socket.write("hello"); setTimeout(resolve, 20); }).on("error", reject); });
return tries(() => say("net", { port: target.tcpPort, host: "127.0.0.1" }), () => say("net", { port: target.tcpPort, host: "::1" }), () => fetch("http://127.0.0.1:" + target.tcpPort, { signal: AbortSignal.timeout(200) }).then(() => undefined));`,
  },
  {
    ...node,
    id: "udp",
    title: "send UDP datagrams",
    attack: `return tries(() => new Promise((resolve, reject) => { const socket = node("dgram").createSocket("udp4"); socket.on("error", reject); socket.send("hello", target.udpPort, "127.0.0.1", (error) => { socket.close(); if (error) reject(error); else setTimeout(resolve, 50); }); }));`,
  },
  {
    ...node,
    id: "dns",
    title: "leak by DNS questions",
    attack: `const resolver = new (node("dns").promises.Resolver)({ timeout: 200, tries: 1 });
return tries(() => { resolver.setServers(["127.0.0.1:" + target.dnsPort]); return resolver.resolve4("secret.example.test").then(() => undefined); });`,
  },
  {
    ...node,
    id: "abstract-socket",
    title: "connect to an abstract Unix socket",
    attack: `return tries(() => new Promise((resolve, reject) => { const socket = node("net").connect({ path: "\\0" + target.abstractSocket }, () => { socket.write("hello"); setTimeout(resolve, 50); }).on("error", reject); }));`,
  },
  {
    ...node,
    id: "control-socket",
    title: "command the agent over its control socket",
    barrier: "mount namespace, network namespace",
    attack: `return tries(() => new Promise((resolve, reject) => { const socket = node("net").connect(target.socket, () => socket.write('{"jsonrpc":"2.0","id":1,"method":"status"}\\n')).on("error", reject).on("data", () => resolve({ did: "commanded the agent" })); }));`,
  },
  {
    ...node,
    id: "agent-http",
    title: "ask the agent's metrics over loopback",
    attack: `return tries(async () => { const answer = await fetch("http://127.0.0.1:" + target.httpPort + "/metrics", { signal: AbortSignal.timeout(2000) }); return { did: "read the agent's HTTP door, " + answer.status }; });`,
  },
  {
    ...node,
    id: "listen",
    title: "open a door for others to come in",
    attack: `return tries(() => new Promise((resolve, reject) => node("net").createServer((socket) => socket.end("in")).on("error", reject).listen(target.listenPort, "127.0.0.1", resolve)));`,
  },
  {
    ...node,
    id: "broker-fetch",
    title: "fetch undeclared hosts, loopback and cloud metadata through the broker",
    barrier: "the broker's check against the signed manifest",
    attack: `const get = (url) => async () => ({ did: "fetched " + url + " " + (await ctx.fetch(url)).status });
return tries(...["http://127.0.0.1:" + target.tcpPort, "http://localhost:" + target.httpPort + "/metrics", "http://[::1]:" + target.tcpPort, "http://2130706433:" + target.tcpPort, "http://0x7f.1:" + target.tcpPort, "http://user@127.0.0.1:" + target.tcpPort].map(get), () => ctx.fetch("file://" + target.canaryFile).then((answer) => answer.body));`,
  },
  {
    ...node,
    id: "broker-fetch-disguises",
    title: "fetch loopback through the broker by mapped addresses, user names, dots and backslashes",
    barrier: "the broker's check against the signed manifest",
    attack: `const get = (url) => async () => ({ did: "fetched " + url + " " + (await ctx.fetch(url)).status }), port = target.tcpPort;
return tries(...["http://[::ffff:127.0.0.1]:" + port, "http://[::ffff:7f00:1]:" + port, "http://[::]:" + port, "http://0:" + port, "http://127.0.0.1.:" + port, "http://api.example.test@127.0.0.1:" + port, "http://api.example.test:443@127.0.0.1:" + port, "http:\\\\127.0.0.1:" + port, "http://127.0.0.1:" + port + "\\\\@api.example.test:443/", "http://127。0。0。1:" + port].map(get));`,
  },
  {
    ...python,
    id: "py-sockets",
    title: "every kind of socket without a permission model",
    attack: `def tcp(family, host):
    with socket.socket(family, socket.SOCK_STREAM) as s:
        s.settimeout(0.3); s.connect((host, target["tcpPort"])); s.send(b"hello")
def udp():
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as s: s.sendto(b"hello", ("127.0.0.1", target["udpPort"]))
def abstract():
    with socket.socket(socket.AF_UNIX) as s: s.connect("\\0" + target["abstractSocket"]); s.send(b"hello")
def control():
    with socket.socket(socket.AF_UNIX) as s:
        s.connect(target["socket"]); s.send(b'{"jsonrpc":"2.0","id":1,"method":"status"}\\n'); s.settimeout(1)
        return {"did": "commanded the agent"} if s.recv(10) else None
def links():
    names = [name for _, name in socket.if_nameindex() if name != "lo"]
    return {"did": "sees the network card " + names[0]} if names else None
def raw():
    socket.socket(socket.AF_PACKET, socket.SOCK_RAW).close(); return {"did": "opened a raw socket"}
answers = tries(lambda: tcp(socket.AF_INET, "127.0.0.1"), udp, abstract, control, links, raw)
time.sleep(0.1)
return answers`,
  },
  {
    ...devices,
    id: "undeclared-usb",
    title: "transfer to USB devices it did not declare",
    attack: `const key = "secret-board", setup = { requestType: "vendor", recipient: "device", request: 1, value: 0, index: 0 };
const claim = (what) => () => what().then((bytes) => ({ did: "moved data of an undeclared device: " + bytes }));
return tries(claim(() => ctx.usb.transferIn(key, 1, 8)), claim(() => ctx.usb.transferOut(key, 1, new Uint8Array(8))), claim(() => ctx.usb.controlTransferIn(key, setup, 8)), claim(() => ctx.usb.transferIn("1-9", 1, 8)), claim(() => ctx.usb.claimInterface("__proto__", 0)));`,
  },
  {
    ...devices,
    id: "undeclared-serial",
    title: "open serial ports it did not declare",
    attack: `const open = (port) => () => ctx.serial.open(port, { baudRate: 9600 }).then(() => ({ did: "opened " + port }));
return tries(...["/dev/ttyS0", "/dev/null", "secret-board", "../../dev/ttyS0", target.canaryFile].map(open));`,
  },
  {
    ...devices,
    id: "device-nodes",
    title: "open device nodes",
    barrier: "a /dev of its own, Node's permission model",
    attack: `return tries(...["/dev/kmsg", "/dev/mem", "/dev/ttyS0", "/dev/vda", "/dev/sda", "/dev/bus/usb/001/001"].map((path) => () => { node("fs").closeSync(node("fs").openSync(path, "r")); return { did: "opened " + path }; }));`,
  },
  {
    ...python,
    class: "devices",
    id: "py-device-nodes",
    title: "open device nodes without a permission model",
    barrier: "a /dev of its own",
    attack: `def can(path):
    os.close(os.open(path, os.O_RDONLY | os.O_NONBLOCK)); return {"did": "opened " + path}
return tries(*[(lambda path: lambda: can(path))(path) for path in ["/dev/kmsg", "/dev/mem", "/dev/ttyS0", "/dev/vda", "/dev/sda", "/dev/bus/usb/001/001"]])`,
  },
];
