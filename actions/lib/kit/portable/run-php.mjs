import { writeSync } from "node:fs";
import { readLineBytes } from "./read-line-bytes.mjs";
import { readStdin } from "./read-stdin.mjs";

/** At once: while PHP waits for a line on stdin nothing else runs here, and its peer waits for these bytes. */
const writeTo = (descriptor) => (chunk) => {
  for (let rest = chunk; rest.length > 0; ) rest = rest.subarray(writeSync(descriptor, rest));
};

/** Nobody here would start them: without this the call would never come back, and PHP end without a word of its own. */
const noPrograms = "disable_functions=exec,passthru,pcntl_exec,popen,proc_open,shell_exec,system";

/**
 * PHP compiled to WebAssembly with the command line of `php`, until it ends; answers its exit code. It sees the working folder and
 * nothing else of the machine, starts no program and opens no socket.
 * @param PHP of @php-wasm/universal. @param load makes its runtime with these options.
 */
export async function runPhp(PHP, load, args) {
  const php = new PHP(await load({ processId: 1, stdin: readLineBytes(readStdin) }));
  const folder = process.cwd();
  await php.mount(folder, (_php, fs, target) => {
    fs.mkdirTree(target);
    fs.mount(fs.filesystems.NODEFS, { root: folder }, target);
    return () => fs.unmount(target);
  });
  php.chdir(folder);
  const [module] = Object.getOwnPropertySymbols(php).map((symbol) => php[symbol]);
  for (const [name, descriptor] of [
    ["onStdout", 1],
    ["onStderr", 2],
  ]) {
    // The library would put a stream in its place, which is emptied only between two events.
    Object.defineProperty(module, name, { get: () => writeTo(descriptor), set: () => {} });
  }
  const { exitCode } = await php.cli(["php", "-d", noPrograms, ...args]);
  return exitCode;
}
