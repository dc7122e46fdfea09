/** What runs a plugin's PHP or Python. */
export interface Interpreter {
  readonly program: string;
  /** Before the arguments that the interpreter itself gets. */
  readonly args: readonly string[];
  /** Besides the plugin's folder; absolute. */
  readonly readOnly: readonly string[];
  /** Compiled to WebAssembly, because this machine has none: one process, no threads, sockets or programs of its own. */
  readonly portable: boolean;
}

/** Of a program run by a portable interpreter: WebAssembly reserves much more than it uses. */
export const portableLimits = { memoryMiB: 2048, processes: 256, openFiles: 1024, fileSizeMiB: 256, cpuSeconds: 120 };

/** Runtimes that a step looks for on the machine. */
export type Interpreted = "php" | "python";

export const isInterpreted = (runtime: string): runtime is Interpreted => runtime === "php" || runtime === "python";
