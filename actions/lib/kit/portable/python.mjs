/**
 * Python compiled to WebAssembly with the part of `python3`'s command line that the forge uses: `-I -B -u`, then `-c code` or
 * a file, then arguments. It sees the working folder and nothing else of the machine; no threads, processes or sockets.
 */
import { writeSync } from "node:fs";
import { isMainThread, Worker, workerData } from "node:worker_threads";
import { loadPyodide } from "pyodide";
import { readStdin } from "./read-stdin.mjs";

/** CPython's own limit of recursion needs more than the main thread's stack, which cannot be made larger from here. */
const stackSizeMb = 128;

function parseArguments(given) {
  const rest = [...given];
  while (/^-[IBu]+$/.test(rest[0] ?? "")) rest.shift();
  if (rest[0] === "-c") return { code: rest[1] ?? "", argv: ["-c", ...rest.slice(2)] };
  return { code: undefined, argv: rest };
}

const boot = `
import os, runpy, sys
os.chdir(_folder)
sys.argv = list(_argv)
sys.dont_write_bytecode = True
sys.path[:0] = [] if _code is not None else [os.path.dirname(os.path.abspath(_argv[0]))]
try:
    if _code is not None:
        exec(compile(_code, "<string>", "exec"), {"__name__": "__main__"})
    else:
        runpy.run_path(_argv[0], run_name="__main__")
    _status = 0
except SystemExit as _end:
    _status = _end.code if isinstance(_end.code, int) else 0 if _end.code is None else 1
    if _status == 1 and not isinstance(_end.code, int):
        print(_end.code, file=sys.stderr)
except BaseException:
    import traceback
    traceback.print_exc()
    _status = 1
sys.stdout.flush()
sys.stderr.flush()
_status
`;

async function runPython(given) {
  const python = await loadPyodide({ jsglobals: {} });
  const folder = process.cwd();
  python.mountNodeFS(folder, folder);
  python.setStdin({ read: (into) => readStdin(into), isatty: false });
  const write = (descriptor) => ({ write: (chunk) => writeSync(descriptor, chunk) });
  python.setStdout(write(1));
  python.setStderr(write(2));
  const { code, argv } = parseArguments(given);
  python.globals.set("_folder", folder);
  python.globals.set("_argv", python.toPy(argv));
  python.globals.set("_code", code);
  return python.runPython(boot);
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
