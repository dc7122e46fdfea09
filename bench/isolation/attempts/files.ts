import type { Attempt } from "../attempt.ts";

const node = { class: "files", runtime: "node", barrier: "mount namespace, Node's permission model" } as const;
const links = { ...node, class: "links" } as const;
const python = { class: "files", runtime: "python", barrier: "mount namespace" } as const;

/** Attempts to read or change files that are not the plugin's. */
export const fileAttempts: readonly Attempt[] = [
  {
    ...node,
    id: "read-passwd",
    title: "read /etc/passwd",
    attack: `return node("fs").readFileSync("/etc/passwd", "utf8");`,
  },
  {
    ...node,
    id: "read-shadow",
    title: "read /etc/shadow",
    attack: `return node("fs").readFileSync("/etc/shadow", "utf8");`,
  },
  {
    ...node,
    id: "read-home",
    title: "read an SSH key in the home folder",
    attack: `return tries(() => node("fs").readFileSync(target.homeKey, "utf8"), () => node("fs").promises.readFile(target.homeKey, "utf8"));`,
  },
  {
    ...node,
    id: "read-agent-state",
    title: "read the agent's state and keys",
    attack: `return node("fs").readFileSync(target.stateFile, "utf8");`,
  },
  {
    ...node,
    id: "read-sibling",
    title: "read a sibling plugin's data and code",
    attack: `return tries(() => node("fs").readFileSync(target.siblingData, "utf8"), () => node("fs").readFileSync(target.siblingPackage, "utf8"));`,
  },
  {
    ...node,
    id: "read-other-doors",
    title: "read by stream, blob, copy, folder listing and open handle",
    attack: `const fs = node("fs"), file = target.canaryFile;
return tries(
  () => new Promise((resolve, reject) => { let all = ""; fs.createReadStream(file).on("data", (part) => { all += part; }).on("end", () => resolve(all)).on("error", reject); }),
  async () => (await fs.openAsBlob(file)).text(),
  () => { fs.cpSync(file, "/tmp/copy"); return fs.readFileSync("/tmp/copy", "utf8"); },
  () => { const names = fs.readdirSync(target.outside); return names.includes("canary.txt") ? { did: "listed a folder outside" } : undefined; },
  async () => { const handle = await fs.promises.open(file); try { return (await handle.readFile()).toString(); } finally { await handle.close(); } },
);`,
  },
  {
    ...node,
    id: "read-by-import",
    title: "import a module outside its package",
    attack: `return tries(async () => (await import("file://" + target.canaryModule)).default, () => node("module").createRequire(import.meta.url)(target.canaryModule).default);`,
  },
  {
    ...node,
    id: "read-internal-binding",
    title: "reach the file system through process.binding",
    attack: `return tries(() => { const fs = process.binding("fs"); const fd = fs.open(target.canaryFile, 0, 0o666); const bytes = Buffer.alloc(200); fs.read(fd, bytes, 0, 200, 0); return bytes.toString(); });`,
  },
  {
    ...node,
    id: "write-outside",
    title: "write, append, rename and delete outside",
    attack: `const fs = node("fs");
return tries(() => fs.writeFileSync(target.outside + "/new.txt", "x"), () => fs.appendFileSync(target.canaryFile, "x"), () => fs.renameSync(target.canaryFile, target.outside + "/moved.txt"), () => fs.rmSync(target.outside, { recursive: true }));`,
  },
  {
    ...node,
    id: "modify-itself",
    title: "change its own files",
    barrier: "read-only bind, Node's permission model",
    attack: `const fs = node("fs"), own = new URL(import.meta.url), path = own.pathname;
return tries(() => { fs.writeFileSync(path, "export const methods = {};"); return { did: "changed its own file" }; }, () => { fs.writeFileSync(path + ".new.mjs", "x"); return { did: "added a file to its package" }; }, () => { fs.chmodSync(path, 0o777); return { did: "changed the mode of its file" }; });`,
  },
  {
    ...node,
    id: "modify-sibling",
    title: "change a sibling plugin's files",
    attack: `return tries(() => node("fs").writeFileSync(target.siblingData, "x"), () => node("fs").writeFileSync(target.siblingPackage, "x"));`,
  },
  {
    ...links,
    id: "symlink",
    title: "follow a symbolic link of its own making",
    attack: `const fs = node("fs");
return tries(() => { fs.symlinkSync(target.canaryFile, "/tmp/link-" + process.pid); return fs.readFileSync("/tmp/link-" + process.pid, "utf8"); }, () => { fs.symlinkSync("/", "/tmp/root-" + process.pid); return fs.readFileSync("/tmp/root-" + process.pid + target.canaryFile, "utf8"); });`,
  },
  {
    ...links,
    id: "hardlink",
    title: "make a hard link to a file outside",
    attack: `return tries(() => { node("fs").linkSync(target.canaryFile, target.outside + "/hard"); }, () => { node("fs").linkSync(target.canaryFile, "/tmp/hard-" + process.pid); return node("fs").readFileSync("/tmp/hard-" + process.pid, "utf8"); });`,
  },
  {
    ...links,
    id: "dot-dot",
    title: "climb out with ..",
    attack: `const up = "../".repeat(20);
return tries(() => node("fs").readFileSync(new URL(".", import.meta.url).pathname + up + target.canaryFile, "utf8"), () => node("fs").readFileSync(up + target.canaryFile, "utf8"), () => { process.chdir("/"); return node("fs").readFileSync("." + target.canaryFile, "utf8"); });`,
  },
  {
    ...links,
    id: "broker-paths",
    title: "hand the broker absolute, climbing and NUL paths",
    barrier: "the agent's check of each brokered path",
    attack: `const up = "../".repeat(20) + target.canaryFile;
return tries(...[target.canaryFile, up, "data/" + up, "data/x/../../" + target.canaryFile, "./" + target.canaryFile, "file://" + target.canaryFile, "data/a\\0/../" + up].map((path) => () => ctx.fs.readFile(path, "utf8")), () => ctx.fs.writeFile(target.outside + "/new.txt", "x"), () => ctx.fs.writeFile("../../" + "new.txt", "x"), () => ctx.fs.remove(target.canaryFile));`,
  },
  {
    ...python,
    id: "py-read",
    title: "read secrets without a permission model",
    attack: `return tries(*[(lambda path: lambda: text(path))(path) for path in ["/etc/passwd", "/etc/shadow", target["homeKey"], target["stateFile"], target["siblingData"], target["siblingPackage"], target["canaryFile"]]])`,
  },
  {
    ...python,
    id: "py-write",
    title: "write outside and into itself without a permission model",
    attack: `def put(path):
    with open(path, "a") as file: file.write("x")
return tries(lambda: put(target["outside"] + "/new.txt"), lambda: put(target["siblingData"]), lambda: put("/usr/bin/plugsmith-new") or os.remove("/usr/bin/plugsmith-new") or {"did": "wrote to /usr/bin"}, lambda: put(__file__) or {"did": "changed its own file"})`,
  },
  {
    ...python,
    id: "py-links",
    title: "make links to files outside without a permission model",
    class: "links",
    attack: `name = "/tmp/link-%d" % os.getpid()
return tries(lambda: os.symlink(target["canaryFile"], name) or text(name), lambda: os.link(target["canaryFile"], target["outside"] + "/hard"), lambda: text("/proc/self/root" + target["canaryFile"]), lambda: text("/proc/1/root" + target["canaryFile"]), lambda: text("/proc/1/cwd/" + "../" * 20 + target["canaryFile"]))`,
  },
];
