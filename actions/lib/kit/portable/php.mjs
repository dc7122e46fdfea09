/**
 * PHP compiled to WebAssembly with the command line of `php`. It sees the working folder and nothing else of the machine,
 * starts no program and opens no socket.
 */
import { writeSync } from "node:fs";
import { getPHPLoaderModule } from "@php-wasm/node-8-2";
import { loadPHPRuntime, PHP } from "@php-wasm/universal";
import { readStdin } from "./read-stdin.mjs";

/** PHP fills its buffer of this size in one read; a read that ends earlier is told by null. */
const readSize = 8192;
const buffer = Buffer.alloc(65_536);
let at = 0;
let size = 0;
let inRead = 0;
let isLineDone = false;

const endRead = () => {
  isLineDone = false;
  inRead = 0;
  return null;
};

/** One byte for PHP, or null where its read ends: after each line, so that a peer's message is never waited for in vain. */
function giveByte() {
  if (isLineDone) return endRead();
  if (at === size) {
    size = readStdin(buffer);
    at = 0;
    if (size === 0) return endRead();
  }
  const byte = buffer[at++];
  inRead = (inRead + 1) % readSize;
  isLineDone = byte === 10 && inRead > 0;
  return byte;
}

const php = new PHP(await loadPHPRuntime(await getPHPLoaderModule(), { processId: 1, stdin: giveByte }));
const folder = process.cwd();
await php.mount(folder, (_php, fs, target) => {
  fs.mkdirTree(target);
  fs.mount(fs.filesystems.NODEFS, { root: folder }, target);
  return () => fs.unmount(target);
});
php.chdir(folder);
/** At once: while PHP waits for a line on stdin nothing else runs here, and its peer waits for these bytes. */
const writeTo = (descriptor) => (chunk) => {
  for (let rest = chunk; rest.length > 0; ) rest = rest.subarray(writeSync(descriptor, rest));
};
const [module] = Object.getOwnPropertySymbols(php).map((symbol) => php[symbol]);
for (const [name, descriptor] of [
  ["onStdout", 1],
  ["onStderr", 2],
]) {
  // The library would put a stream in its place, which is emptied only between two events.
  Object.defineProperty(module, name, { get: () => writeTo(descriptor), set: () => {} });
}
const { exitCode } = await php.cli(["php", ...process.argv.slice(2)]);
process.exit(await exitCode);
