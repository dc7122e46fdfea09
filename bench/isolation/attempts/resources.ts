import type { Attempt } from "../attempt.ts";

const memory = { class: "memory", runtime: "node", slow: true } as const;
const cpu = { class: "processor", runtime: "node", mustDie: true, slow: true } as const;
const flood = { class: "floods", runtime: "node", slow: true } as const;
const python = { runtime: "python", slow: true } as const;

/** Attempts to take more of the machine than was declared. The declared memory is 64 MiB. */
export const resourceAttempts: readonly Attempt[] = [
  {
    ...memory,
    id: "heap-bomb",
    title: "fill 400 MiB of JavaScript heap",
    barrier: "heap limit of the manifest",
    mostMiB: 300,
    attack: `const kept = []; for (let i = 0; i < 400; i++) { const part = []; for (let n = 0; n < 8192; n++) part.push({ n, i }, [n, i]); kept.push(part); if (i % 10 === 0) await wait(0); } return { did: "filled its heap " + kept.length };`,
  },
  {
    ...memory,
    id: "buffer-bomb",
    title: "fill 1.2 GiB of buffers",
    barrier: "RLIMIT_DATA",
    mostMiB: 800,
    attack: `const kept = []; for (let i = 0; i < 38; i++) { kept.push(Buffer.alloc(32 * 2 ** 20, 1)); await wait(0); } return kept.length;`,
  },
  {
    ...memory,
    id: "wasm-bomb",
    title: "grow WebAssembly memories to 1.2 GiB",
    barrier: "RLIMIT_DATA",
    mostMiB: 800,
    attack: `const kept = []; for (let i = 0; i < 38; i++) { const one = new WebAssembly.Memory({ initial: 1, maximum: 513 }); if (one.grow(512) < 0) throw new Error("it does not grow"); new Uint8Array(one.buffer).fill(1); kept.push(one); await wait(0); } return kept.length;`,
  },
  {
    ...memory,
    id: "shared-bomb",
    title: "fill 1.2 GiB of SharedArrayBuffer",
    barrier: "RLIMIT_DATA",
    mostMiB: 800,
    attack: `const kept = []; for (let i = 0; i < 38; i++) { const one = new SharedArrayBuffer(32 * 2 ** 20); new Uint8Array(one).fill(1); kept.push(one); await wait(0); } return kept.length;`,
  },
  {
    ...python,
    class: "memory",
    id: "py-memory-bomb",
    title: "fill 1.2 GiB by malloc, private and shared maps",
    barrier: "RLIMIT_DATA, sized tmpfs",
    mostMiB: 800,
    attack: `import mmap
kept = []
def fill(make):
    for _ in range(38):
        part = make(32 << 20)
        kept.append(part)
        if isinstance(part, mmap.mmap):
            for at in range(0, 32 << 20, 4096): part[at] = 1
return tries(lambda: fill(lambda size: bytearray(b"x") * size), lambda: fill(lambda size: mmap.mmap(-1, size)))`,
  },
  {
    ...python,
    class: "memory",
    id: "py-memfd-bomb",
    title: "keep 480 MiB in anonymous files (memfd, /dev/shm)",
    barrier: "RLIMIT_FSIZE, sized tmpfs",
    attack: `block = b"x" * (1 << 20)
kept = []
def fill(open_one, count):
    total = 0
    try:
        for i in range(count):
            fd = open_one(i)
            kept.append(fd)
            for _ in range(60):
                total += os.write(fd, block)
    except OSError as thrown:
        if total < 400 << 20: raise
    return {"did": "kept %d MiB in memory files" % (total >> 20)} if total >= 400 << 20 else None
def shm(i):
    fd = os.open("/dev/shm/flood-%d-%d" % (os.getpid(), i), os.O_CREAT | os.O_RDWR); os.unlink("/dev/shm/flood-%d-%d" % (os.getpid(), i)); return fd
first = tries(lambda: fill(lambda i: os.memfd_create("flood"), 8))
for fd in kept: os.close(fd)
kept = []
return first + tries(lambda: fill(shm, 8))`,
  },
  {
    ...cpu,
    id: "cpu-loop",
    title: "loop for ever in a call",
    barrier: "call deadline, then SIGKILL",
    attack: `for (;;);`,
  },
  {
    ...cpu,
    id: "cpu-loop-at-load",
    title: "loop for ever while it loads",
    barrier: "load deadline, then SIGKILL",
    module: "for (;;);",
    attack: "return 1;",
  },
  {
    ...cpu,
    id: "regex-loop",
    title: "a regular expression without an end, deaf to signals",
    barrier: "call deadline, then SIGKILL",
    module: `process.on("SIGTERM", () => {});`,
    attack: `return /^(a+)+$/.test("a".repeat(60) + "b");`,
  },
  {
    ...cpu,
    id: "microtask-loop",
    title: "promises that starve the event loop",
    barrier: "call deadline, then SIGKILL",
    attack: `for (;;) await null;`,
  },
  {
    ...python,
    class: "processor",
    mustDie: true,
    id: "py-cpu-loop",
    title: "loop for ever with every signal ignored",
    barrier: "call deadline, then SIGKILL",
    attack: `for number in range(1, 32):
    try: signal.signal(number, signal.SIG_IGN)
    except (OSError, ValueError): pass
while True: pass`,
  },
  {
    ...flood,
    id: "descriptor-flood",
    title: "open 5,000 descriptors",
    barrier: "RLIMIT_NOFILE",
    attack: `const fs = node("fs"), open = []; try { for (let i = 0; i < 5000; i++) open.push(fs.openSync(new URL(import.meta.url).pathname)); return { did: "opened " + open.length + " descriptors" }; } finally { for (const fd of open) fs.closeSync(fd); }`,
  },
  {
    ...flood,
    id: "disk-flood",
    title: "write 300 MiB to /tmp",
    barrier: "sized private tmpfs, RLIMIT_FSIZE",
    attack: `const fs = node("fs"), block = Buffer.alloc(2 ** 20), name = "/tmp/flood-" + process.pid + "-"; let total = 0;
const out = await tries(() => { for (let i = 0; i < 30; i++) for (let n = 0; n < 10; n++) { fs.appendFileSync(name + i, block); total++; } });
for (let i = 0; i < 30; i++) fs.rmSync(name + i, { force: true });
return total >= 200 ? { did: "wrote " + total + " MiB" } : out;`,
  },
  {
    ...flood,
    id: "broker-disk-flood",
    title: "write 200 MiB through the broker",
    barrier: "quota of the plugin's data folder",
    attack: `const block = new Uint8Array(2 ** 20); let total = 0; const out = await tries(async () => { for (let i = 0; i < 200; i++) { await ctx.fs.writeFile("data/flood-" + i, block); total++; } }); return total >= 100 ? { did: "wrote " + total + " MiB" } : out;`,
  },
  {
    ...flood,
    id: "log-flood",
    title: "write 20 MB of log lines",
    barrier: "rate limit, rotation",
    attack: `for (let i = 0; i < 20_000; i++) { ctx.log.info("x".repeat(1000)); if (i % 500 === 0) await wait(1); } return "done";`,
  },
  {
    ...flood,
    id: "stderr-flood",
    title: "print 50 MB, some of it without line ends",
    barrier: "bounded lines, rate limit, rotation",
    attack: `const fs = node("fs"), text = "y".repeat(65_536), line = "z".repeat(1000) + "\\n"; for (let i = 0; i < 400; i++) { try { fs.writeSync(2, text); } catch { await wait(1); } } for (let i = 0; i < 20_000; i++) { try { fs.writeSync(2, line); } catch { await wait(1); } } return "done";`,
  },
  {
    ...flood,
    id: "event-flood",
    title: "emit 100,000 declared events",
    barrier: "rate limit",
    attack: `for (let i = 0; i < 100_000; i++) { ctx.emit("trial.seen", { i }); if (i % 2000 === 0) await wait(1); } return "done";`,
  },
  {
    ...flood,
    id: "request-flood",
    title: "100,000 requests to the broker at once",
    barrier: "limit of open requests",
    attack: `const asked = []; for (let i = 0; i < 100_000; i++) { asked.push(ctx.fs.list("data").catch(() => {})); if (i % 1000 === 0) await wait(1); } await Promise.race([Promise.all(asked), wait(1000)]); return "done";`,
  },
  {
    ...flood,
    id: "huge-message",
    title: "answer with 64 MiB, and a line without an end",
    barrier: "size limit of a message",
    attack: `const fs = node("fs"); const put = async (text) => { for (let at = 0; at < text.length;) { try { at += fs.writeSync(1, text.slice(at, at + 65_536)); } catch { await wait(1); } } };
await put('{"jsonrpc":"2.0","method":"log","params":{"message":"' + "x".repeat(64 * 2 ** 20) + '"}}\\n'); const part = "y".repeat(2 ** 20); for (let i = 0; i < 100; i++) await put(part); return "done";`,
  },
  {
    ...flood,
    id: "deep-message",
    title: "JSON nested 100,000 deep",
    barrier: "schema check, one message is one line",
    attack: `const text = '{"jsonrpc":"2.0","method":"emit","params":{"event":"trial.seen","data":' + '{"a":'.repeat(100_000) + "1" + "}".repeat(100_000) + "}}\\n"; let at = 0; while (at < text.length) { try { at += node("fs").writeSync(1, text.slice(at, at + 65_536)); } catch { await wait(1); } } return "done";`,
  },
  {
    ...flood,
    id: "costly-messages",
    title: "messages of 4 MB, as hard to read as JSON can be, as fast as they go",
    barrier: "a plugin whose messages hold the agent up is read more slowly",
    attack: `const fs = node("fs"), text = '{"jsonrpc":"2.0","method":"emit","params":{"event":"trial.seen","data":[' + "[],".repeat(1_300_000) + "1]}}\\n"; const bytes = Buffer.from(text); const until = Date.now() + 1800; while (Date.now() < until) for (let at = 0; at < bytes.length && Date.now() < until;) { try { at += fs.writeSync(1, bytes, at, Math.min(65_536, bytes.length - at)); } catch { await wait(1); } } fs.writeSync(1, "\\n"); return "done";`,
  },
  {
    ...flood,
    id: "read-flood",
    title: "ask for 2 MiB 120 times at once through the broker, and read no answer",
    barrier: "large answers are made in turn, when the one before was read",
    attack: `await ctx.fs.writeFile("data/large", new Uint8Array(2 ** 21)); const fs = node("fs"); let text = ""; for (let i = 0; i < 120; i++) text += JSON.stringify({ jsonrpc: "2.0", id: 800 + i, method: "fs.readFile", params: { path: "data/large" } }) + "\\n"; for (let at = 0; at < text.length;) { try { at += fs.writeSync(1, text.slice(at)); } catch { } } Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 1500); return "done";`,
  },
  {
    ...flood,
    id: "quota-race",
    title: "sixty writes at once through the broker, each of which alone fits",
    barrier: "writes of a plugin are counted one after the other",
    attack: `const block = new Uint8Array(2 ** 18); for (let turn = 0; turn < 6; turn++) await Promise.allSettled(Array.from({ length: 60 }, (_, i) => ctx.fs.writeFile("data/race-" + turn + "-" + i, block)));
const bytes = (await ctx.fs.list("data")).reduce((sum, { size }) => sum + size, 0);
return bytes > 66 * 2 ** 20 ? { did: "wrote " + Math.round(bytes / 2 ** 20) + " MiB" } : Promise.reject(new Error("full at " + bytes));`,
  },
  {
    ...flood,
    id: "folder-flood",
    title: "make thousands of empty folders through the broker",
    barrier: "folders count as files",
    attack: `let made = 0; const until = Date.now() + 2000; const out = await tries(async () => { for (; made < 3000 && Date.now() < until; made += 50) await Promise.all(Array.from({ length: 50 }, async (_, i) => { const path = "data/d" + (made + i); await ctx.fs.writeFile(path + "/a/b/c/d/e/x", "x"); await ctx.fs.remove(path + "/a/b/c/d/e/x"); })); });
return made >= 300 ? { did: "made " + made * 6 + " folders beyond its quota" } : out;`,
  },
  {
    ...flood,
    id: "sparse-file",
    title: "make a sparse file of 10 GiB in /tmp",
    barrier: "RLIMIT_FSIZE",
    attack: `const fs = node("fs"), path = "/tmp/sparse-" + process.pid; const out = await tries(() => { fs.writeFileSync(path, "x"); fs.truncateSync(path, 10 * 2 ** 30); return { did: "made a file of " + fs.statSync(path).size / 2 ** 30 + " GiB" }; }); fs.rmSync(path, { force: true }); return out;`,
  },
  {
    ...python,
    class: "floods",
    id: "py-fork-bomb",
    title: "fork 300 processes",
    barrier: "process limit",
    mostProcesses: 120,
    attack: `count = 0
try:
    for _ in range(300):
        if os.fork() == 0:
            signal.signal(signal.SIGTERM, signal.SIG_IGN)
            time.sleep(6)
            os._exit(0)
        count += 1
finally:
    time.sleep(0.3)
return "%d processes" % count`,
  },
  {
    ...python,
    class: "floods",
    id: "py-descriptor-flood",
    title: "open 5,000 descriptors without a permission model",
    barrier: "RLIMIT_NOFILE",
    attack: `import resource
def many():
    for _ in range(5000): os.dup(0)
    return {"did": "opened 5000 descriptors"}
def raise_limit():
    resource.setrlimit(resource.RLIMIT_NOFILE, (10000, 10000)); return {"did": "raised its own limit of descriptors"}
return tries(many, raise_limit)`,
  },
];
