/** PHP of a release, in WebAssembly, with the command line of `php`: it sees the working folder and nothing else. */
import { writeSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
const [root, version, ...args] = process.argv.slice(2);
const load = (name) => import(pathToFileURL(join(root, "node_modules/@php-wasm", name, "index.js")).href);
const { loadNodeRuntime } = await load("node");
const { PHP } = await load("universal");
const php = new PHP(await loadNodeRuntime(version, { emscriptenOptions: { processId: 1 } }));
const folder = process.cwd();
await php.mount(folder, (_php, fs, target) => {
  fs.mkdirTree(target);
  fs.mount(fs.filesystems.NODEFS, { root: folder }, target);
  return () => fs.unmount(target);
});
php.chdir(folder);
const { stdout, stderr, exitCode } = await php.cli(["php", ...args]);
const copy = (stream, descriptor) =>
  stream.pipeTo(new WritableStream({ write: (chunk) => void writeSync(descriptor, chunk) }));
await Promise.all([copy(stdout, 1), copy(stderr, 2)]);
process.exit(await exitCode);
