/**
 * Python compiled to WebAssembly with the part of `python3`'s command line that the forge uses: `-I -B -u`, then `-c code` or
 * a file, then arguments. It sees the working folder and nothing else of the machine; no threads, processes or sockets.
 */
import { readFileSync, writeSync } from "node:fs";
import { isMainThread, Worker, workerData } from "node:worker_threads";
import { loadPyodide } from "pyodide";
import { parsePythonArguments } from "./parse-python-arguments.mjs";
import { readStdin } from "./read-stdin.mjs";

/** CPython's own limit of recursion needs more than the main thread's stack, which cannot be made larger from here. */
const stackSizeMb = 128;

async function runPython(given) {
  const python = await loadPyodide({ jsglobals: {} });
  const folder = process.cwd();
  python.mountNodeFS(folder, folder);
  python.setStdin({ read: (into) => readStdin(into), isatty: false });
  const write = (descriptor) => ({ write: (chunk) => writeSync(descriptor, chunk) });
  python.setStdout(write(1));
  python.setStderr(write(2));
  const { code, argv } = parsePythonArguments(given);
  python.globals.set("_folder", folder);
  python.globals.set("_argv", python.toPy(argv));
  python.globals.set("_code", code);
  return python.runPython(readFileSync(new URL("python-boot.py", import.meta.url), "utf8"));
}

if (isMainThread) {
  const worker = new Worker(new URL(import.meta.url), {
    workerData: process.argv.slice(2),
    resourceLimits: { stackSizeMb },
  });
  worker.once("error", (error) => {
    process.stderr.write(`${error.stack}\n`);
    process.exit(1);
  });
  worker.once("exit", (status) => process.exit(status));
} else {
  process.exit(await runPython(workerData));
}
