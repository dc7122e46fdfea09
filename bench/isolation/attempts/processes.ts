import type { Attempt } from "../attempt.ts";

const node = { class: "processes", runtime: "node", barrier: "Node's permission model" } as const;
const python = { class: "processes", runtime: "python", barrier: "own PID namespace" } as const;
const kernel = { class: "kernel", runtime: "python", barrier: "no capabilities, namespaces of its own" } as const;

/** Attempts to run other programs, to touch other processes, and to play with the kernel's namespaces. */
export const processAttempts: readonly Attempt[] = [
  {
    ...node,
    id: "child-process",
    title: "start a shell by child_process",
    attack: `const child = node("child_process");
return tries(() => child.execSync("cat '" + target.canaryFile + "'; id").toString(), () => child.spawnSync("/bin/cat", [target.canaryFile]).output?.toString(), () => { const { error, stdout } = child.spawnSync(process.execPath, ["-p", "1+1"]); if (error) throw error; return String(stdout).includes("2") ? { did: "started another Node" } : undefined; });`,
  },
  {
    ...node,
    id: "worker",
    title: "read from a worker thread",
    attack: `const { Worker } = node("worker_threads");
return tries(() => new Promise((resolve, reject) => { const worker = new Worker("const fs = require('fs'); require('worker_threads').parentPort.postMessage(fs.readFileSync(" + JSON.stringify(target.canaryFile) + ", 'utf8'))", { eval: true }); worker.on("message", resolve).on("error", reject); }));`,
  },
  {
    ...node,
    id: "addon",
    title: "load a native addon by process.dlopen",
    attack: `return tries(() => { process.dlopen({ exports: {} }, target.addon); return { did: "loaded native code" }; }, () => { node("module").createRequire(import.meta.url)(target.addon); return { did: "required native code" }; });`,
  },
  {
    ...node,
    id: "wasi",
    title: "open the whole file system to WASI",
    attack: `const { WASI } = node("wasi");
return tries(() => {
  const wasi = new WASI({ version: "preview1", preopens: { "/": target.outside } });
  const { path_open, fd_read } = wasi.wasiImport;
  const memory = new WebAssembly.Memory({ initial: 1 });
  wasi.finalizeBindings({ exports: { memory } }, { memory });
  const bytes = Buffer.from(memory.buffer); bytes.write("canary.txt", 100); const view = new DataView(memory.buffer);
  const opened = path_open(3, 0, 100, 10, 0, 2n, 0n, 0, 200); if (opened !== 0) throw new Error("path_open answered " + opened);
  view.setUint32(300, 400, true); view.setUint32(304, 200, true); fd_read(view.getUint32(200, true), 300, 1, 500);
  return bytes.toString("latin1", 400, 600);
});`,
  },
  {
    ...node,
    id: "inspector",
    title: "open a debugger on the bench's loopback",
    barrier: "network namespace, Node's permission model",
    attack: `return tries(() => { node("inspector").open(target.listenPort, "127.0.0.1"); }, async () => { const { Session } = node("inspector/promises"); const session = new Session(); session.connectToMainThread(); });`,
  },
  {
    ...node,
    id: "sqlite",
    title: "read and write files by node:sqlite, load an extension",
    barrier: "--no-experimental-sqlite, mount namespace",
    attack: `return tries(() => { const { DatabaseSync } = node("sqlite"); const db = new DatabaseSync(target.outside + "/new.db", { allowExtension: true }); db.exec("create table t (x)"); db.loadExtension(target.addon); }, async () => { const { DatabaseSync } = await import("node:sqlite"); new DatabaseSync(target.outside + "/two.db").exec("create table t (x)"); });`,
  },
  {
    ...node,
    id: "kill-host",
    title: "signal the host and its neighbours, and change their priority",
    barrier: "own PID namespace",
    attack: `return tries(() => { process.kill(target.victim, "SIGKILL"); }, () => { node("os").setPriority(target.victim, 19); }, () => { process.kill(target.host, "SIGSTOP"); process.kill(target.host, "SIGCONT"); return { did: "stopped the host for a moment" }; });`,
  },
  {
    ...node,
    id: "kill-group",
    title: "kill the whole process group",
    barrier: "own PID namespace and session",
    attack: `return tries(() => { process.kill(0, "SIGKILL"); });`,
  },
  {
    ...node,
    id: "drop-privileges",
    title: "open the permission model again, or load hooks of Node",
    attack: `return tries(() => { process.permission = { has: () => true }; process.execArgv.length = 0; process.env.NODE_OPTIONS = "--no-permission"; return node("fs").readFileSync(target.canaryFile, "utf8"); }, async () => { node("module").register("data:text/javascript,export async function load() { return { format: 'module', shortCircuit: true, source: 'export default 1' } }"); return (await import("file://" + target.canaryModule)).default; }, () => process.binding("spawn_sync").spawn({ file: "/bin/cat", args: ["cat", target.canaryFile], stdio: [{ type: "pipe", readable: true }, { type: "pipe", writable: true }] }).output.toString());`,
  },
  {
    ...python,
    id: "py-ptrace",
    title: "attach to processes of the host with ptrace",
    attack: `def attach(pid):
    call(101, 16, pid, 0, 0)
    os.waitpid(pid, 0x40000000)
    call(101, 17, pid, 0, 0)
    return {"did": "attached to process %d" % pid}
return tries(lambda: attach(target["victim"]), lambda: attach(target["host"]))`,
  },
  {
    ...python,
    id: "py-kill",
    title: "signal processes of the host without a permission model",
    attack: `return tries(lambda: os.kill(target["victim"], signal.SIGKILL), lambda: os.setpriority(os.PRIO_PROCESS, target["host"], 19) or {"did": "slowed the host down"}, lambda: call(434, target["host"], 0) and {"did": "holds a pidfd of the host"})`,
  },
  {
    ...python,
    id: "py-kill-group",
    title: "kill the whole process group without a permission model",
    attack: `return tries(lambda: os.killpg(0, signal.SIGKILL))`,
  },
  {
    ...kernel,
    id: "py-mount",
    title: "mount, move the root, make device nodes",
    attack: `name = "/tmp/mount-%d" % os.getpid()
os.mkdir(name)
def mounted():
    call(165, b"none", name.encode(), b"tmpfs", 0, 0)
    call(166, name.encode(), 2)
    return {"did": "mounted a file system"}
return tries(mounted, lambda: os.chroot(name) or os.chroot("/") or {"did": "changed the root"}, lambda: os.mknod(name + "/zero", 0o20666, os.makedev(1, 5)) or {"did": "made a device node"}, lambda: call(165, b"none", b"/", None, 0x1020, 0) and {"did": "made / writable"})`,
  },
  {
    ...kernel,
    id: "py-user-namespace",
    title: "become root in a new user namespace and reach the kernel's administrators' calls",
    barrier: "no further user namespaces",
    attack: `def inner():
    read, write = os.pipe()
    pid = os.fork()
    if pid == 0:
        words = b"failed"
        try:
            call(272, 0x10000000 | 0x00020000)
            call(165, b"none", b"/tmp", b"tmpfs", 0, 0)
            words = b"did"
        except BaseException as thrown: words = str(thrown).encode()
        os.write(write, words)
        os._exit(0)
    os.waitpid(pid, 0)
    words = os.read(read, 200).decode()
    if words == "did": return {"did": "mounted as root of its own user namespace"}
    raise RuntimeError(words)
return tries(inner)`,
  },
  {
    ...kernel,
    id: "py-set-namespace",
    title: "enter the namespaces of the host",
    attack: `def enter(pid, kind):
    before = os.readlink("/proc/self/ns/" + kind)
    fd = os.open("/proc/%s/ns/%s" % (pid, kind), os.O_RDONLY)
    call(308, fd, 0)
    return {"did": "entered the host's %s namespace" % kind}
return tries(*[(lambda pid, kind: lambda: enter(pid, kind))(pid, kind) for pid in (1, target["host"]) for kind in ("mnt", "net", "uts")])`,
  },
  {
    ...kernel,
    id: "py-kernel-files",
    title: "open the kernel's settings, cgroups and sysfs for writing",
    barrier: "read-only or absent /proc/sys, /sys and cgroups",
    attack: `def can(path):
    os.close(os.open(path, os.O_WRONLY))
    return {"did": "opened %s for writing" % path}
return tries(*[(lambda path: lambda: can(path))(path) for path in ["/proc/sys/kernel/core_pattern", "/proc/sys/kernel/modprobe", "/proc/sysrq-trigger", "/sys/kernel/uevent_helper", "/sys/fs/cgroup/pids/cgroup.procs", "/sys/fs/cgroup/cgroup.procs", "/proc/%d/oom_score_adj" % target["host"]]])`,
  },
  {
    ...kernel,
    id: "py-kernel-calls",
    title: "load modules, reboot, set the clock or host name, use bpf and perf events",
    attack: `attr = ctypes.create_string_buffer(128)
struct.pack_into("II", attr, 0, 1, 112)
prog = ctypes.create_string_buffer(128)
struct.pack_into("IIII", prog, 0, 2, 4, 4, 1)
def host_name():
    old = socket.gethostname()
    name = b"taken-over"
    call(170, name, len(name))
    call(170, old.encode(), len(old))
    return {"did": "changed the host's name"}
return tries(lambda: call(321, 0, prog, 128) and {"did": "made a bpf map"}, lambda: call(298, attr, 0, 0, -1, 0) and {"did": "watches the kernel by perf events"}, lambda: os.close(os.open("/dev/mem", os.O_RDONLY)) or {"did": "opened /dev/mem"}, host_name)`,
  },
  {
    ...kernel,
    id: "py-realtime",
    title: "take real-time priority, a better nice value, and safety from the out-of-memory killer",
    attack: `def realtime():
    call(144, 0, 1, ctypes.byref(ctypes.c_int(1)))
    call(144, 0, 0, ctypes.byref(ctypes.c_int(0)))
    return {"did": "ran with real-time priority"}
def nicer():
    call(141, 0, 0, -5)
    call(141, 0, 0, 0)
    return {"did": "took a better nice value"}
def spared():
    with open("/proc/self/oom_score_adj", "w") as file: file.write("-900")
    with open("/proc/self/oom_score_adj", "w") as file: file.write("0")
    return {"did": "is spared by the out-of-memory killer"}
return tries(realtime, nicer, spared)`,
  },
  {
    ...kernel,
    id: "py-mknod",
    title: "make device nodes of the machine's disk and memory in its own folder",
    attack: `import stat
def node(name, kind, major, minor):
    path = "/tmp/node-%d-%s" % (os.getpid(), name)
    os.mknod(path, kind | 0o600, os.makedev(major, minor))
    try:
        os.close(os.open(path, os.O_RDONLY | os.O_NONBLOCK))
        return {"did": "opened a device node of its own making: " + name}
    finally:
        os.unlink(path)
return tries(lambda: node("kmsg", stat.S_IFCHR, 1, 11), lambda: node("mem", stat.S_IFCHR, 1, 1), lambda: node("vda", stat.S_IFBLK, 254, 0), lambda: node("sda", stat.S_IFBLK, 8, 0))`,
  },
  {
    ...python,
    id: "py-daemon",
    title: "leave a daemon behind with a session of its own",
    attack: `if os.fork() == 0:
    os.setsid()
    if os.fork() == 0:
        signal.signal(signal.SIGTERM, signal.SIG_IGN)
        for fd in (0, 1, 2): os.close(fd)
        time.sleep(8)
        os._exit(0)
    time.sleep(0.3)
    os._exit(0)
time.sleep(0.6)
return "a daemon was started"`,
    class: "life cycle",
    barrier: "own PID namespace, which ends with its first process",
  },
];
