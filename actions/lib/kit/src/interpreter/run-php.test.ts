import { spawn } from "node:child_process";
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { afterEach, beforeEach, expect, it } from "vitest";

const program = join(import.meta.dirname, "../../portable/php-of-version.mjs");

/** In the place of @php-wasm/node: a runtime is what it was made with. */
const node =
  "export const loadNodeRuntime = async (version, { emscriptenOptions }) => ({ version, ...emscriptenOptions });";
/** In the place of @php-wasm/universal: `php` that tells what it was given, then answers each line of stdin before it reads the next. */
const universal = `
export class PHP {
  constructor(runtime) { this[Symbol("runtime")] = runtime; this.runtime = runtime; this.mounts = []; }
  async mount(target, handler) {
    const fs = {
      filesystems: { NODEFS: "the machine's files" },
      mkdirTree: (path) => this.mounts.push("mkdir " + path),
      mount: (kind, { root }, path) => this.mounts.push(kind + ": " + root + " at " + path),
      unmount: () => {},
    };
    handler(this, fs, target);
  }
  chdir(folder) { this.folder = folder; }
  readLine() {
    const bytes = [];
    for (let byte = this.runtime.stdin(); byte !== null; byte = this.runtime.stdin()) bytes.push(byte);
    return Buffer.from(bytes).toString();
  }
  async cli(argv) {
    const { version, processId } = this.runtime;
    // The library puts streams of its own there.
    this.runtime.onStdout = () => { throw new Error("nobody empties this stream"); };
    const say = (name, line) => this.runtime[name](Buffer.from(line + "\\n"));
    say("onStdout", JSON.stringify({ version, processId, argv, folder: this.folder, mounts: this.mounts }));
    for (let line = this.readLine(); line !== ""; line = this.readLine()) say("onStdout", "heard " + line.trim());
    say("onStderr", "no more");
    return { exitCode: Promise.resolve(7) };
  }
}`;

let root: string;
beforeEach(() => {
  root = realpathSync(mkdtempSync(join(tmpdir(), "run-php-")));
  for (const [name, code] of Object.entries({ node, universal })) {
    const folder = join(root, "node_modules/@php-wasm", name);
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, "package.json"), '{"type":"module"}');
    writeFileSync(join(folder, "index.js"), code);
  }
  mkdirSync(join(root, "plugin"));
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

it("is php in the working folder alone: its arguments, each line answered at once, its exit code", async () => {
  const folder = join(root, "plugin");
  const php = spawn(process.execPath, [program, root, "8.4", "-d", "a=b", "main.php"], { cwd: folder });
  const ended = new Promise((resolve) => php.once("close", resolve));
  const words = text(php.stderr);
  const lines = php.stdout.setEncoding("utf8").iterator() as AsyncIterator<string>;
  let said = "";
  const readLine = async () => {
    while (!said.includes("\n")) {
      const { value, done } = await lines.next();
      if (done) throw new Error(`php ended: ${await words}`);
      said += value;
    }
    const line = said.slice(0, said.indexOf("\n"));
    said = said.slice(line.length + 1);
    return line;
  };
  try {
    expect(JSON.parse(await readLine())).toEqual({
      ...{ version: "8.4", processId: 1, folder },
      argv: ["php", "-d", expect.stringMatching(/^disable_functions=.*\bshell_exec\b/), "-d", "a=b", "main.php"],
      mounts: [`mkdir ${folder}`, `the machine's files: ${folder} at ${folder}`],
    });
    // The next line is written only once this one was answered: bytes that waited in a stream would never come.
    for (const word of ["one", "two"]) {
      php.stdin.write(`${word}\n`);
      expect(await readLine()).toBe(`heard ${word}`);
    }
    php.stdin.end("without an end");
    expect(await readLine()).toBe("heard without an end");
    expect(await ended).toBe(7);
    expect(await words).toBe("no more\n");
  } finally {
    php.kill("SIGKILL");
  }
});

it("says what is missing where the packages are not", async () => {
  const php = spawn(process.execPath, [program, join(root, "plugin"), "8.4", "-v"], { cwd: root });
  const [code, words] = await Promise.all([new Promise((resolve) => php.once("close", resolve)), text(php.stderr)]);
  expect(code).toBe(1);
  expect(words).toContain("@php-wasm");
});
