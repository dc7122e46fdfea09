import type { Attempt } from "../attempt.ts";

const node = { class: "secrets", runtime: "node" } as const;
const python = { class: "secrets", runtime: "python" } as const;
const processes = "own PID namespace, clean environment of the wrapper";

/** Attempts to find what the host's process knows. */
export const secretAttempts: readonly Attempt[] = [
  {
    ...node,
    id: "environment",
    title: "read the host's environment variables",
    barrier: "clean environment",
    attack: `return { ...process.env };`,
  },
  {
    ...node,
    id: "proc-environ",
    title: "read /proc/self, /proc/1 and the parent's environ",
    barrier: processes,
    attack: `return tries(...["self", 1, process.ppid, target.host].map((pid) => () => node("fs").readFileSync("/proc/" + pid + "/environ", "utf8")));`,
  },
  {
    ...node,
    id: "inherited-descriptor",
    title: "read a descriptor that the host left open",
    barrier: "/dev/null over every inherited descriptor",
    attack: `const fs = node("fs");
return tries(() => { const bytes = Buffer.alloc(200); const size = fs.readSync(200, bytes, 0, 200, 0); return bytes.toString("latin1", 0, size); }, () => fs.readFileSync("/proc/self/fd/200", "utf8"));`,
  },
  {
    ...node,
    id: "report-environment",
    title: "let a diagnostic report or heap snapshot tell or write",
    barrier: "clean environment, mount namespace",
    attack: `return tries(() => JSON.stringify(process.report.getReport().environmentVariables ?? {}), () => { process.report.directory = target.outside; process.report.writeReport("report.json"); }, () => { node("v8").writeHeapSnapshot(target.outside + "/heap.heapsnapshot"); });`,
  },
  {
    ...python,
    id: "py-environ",
    title: "read every environ below /proc without a permission model",
    barrier: processes,
    attack: `return tries(*[(lambda pid: lambda: text("/proc/%s/environ" % pid))(pid) for pid in os.listdir("/proc") if pid.isdigit() or pid == "self"])`,
  },
  {
    ...python,
    id: "py-descriptors",
    title: "read inherited descriptors without a permission model",
    barrier: "/dev/null over every inherited descriptor",
    attack: `return tries(*[(lambda fd: lambda: os.pread(fd, 200, 0).decode("latin-1"))(fd) for fd in range(3, 256)])`,
  },
  {
    ...python,
    id: "py-keyring",
    title: "read the kernel keyring of the host's session",
    barrier: "a session keyring of its own",
    attack: `def key():
    serial = libc.syscall(250, 10, -3, b"user", b"plugsmith-canary", 0)
    if serial == -1: raise OSError(ctypes.get_errno(), os.strerror(ctypes.get_errno()))
    bytes = ctypes.create_string_buffer(200)
    size = libc.syscall(250, 11, serial, bytes, 200)
    if size == -1: raise OSError(ctypes.get_errno(), os.strerror(ctypes.get_errno()))
    return bytes.raw[:size].decode("latin-1")
return tries(key)`,
  },
  {
    ...python,
    id: "py-host-memory",
    title: "read the memory of the host's processes",
    barrier: "own PID namespace",
    attack: `def look(pid):
    for line in text("/proc/%d/maps" % pid).splitlines():
        if "rw-p" in line:
            with open("/proc/%d/mem" % pid, "rb", 0) as file:
                file.seek(int(line.split("-")[0], 16))
                if file.read(64): return {"did": "read the memory of process %d" % pid}
return tries(lambda: look(target["victim"]), lambda: look(target["host"]))`,
  },
];
