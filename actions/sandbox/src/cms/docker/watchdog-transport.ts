import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { pickEngineEnvironment } from "./docker-transport.ts";

export interface Watchdog {
  /** The run ended as it should; nothing is left to watch. */
  dismiss(): void;
}

/** As `startWatchdog` answers it; what a step has of it ends with the step. */
export interface StartedWatchdog extends Watchdog {
  /** As when the step is killed. */
  abandon(): void;
  kill(): void;
  /** Settles when the process is gone. */
  readonly ended: Promise<unknown>;
}

/** Bundled beside the action, or our source. */
function findWatchdog(): string {
  const built = join(import.meta.dirname, "watchdog.mjs");
  return existsSync(built) ? built : join(import.meta.dirname, "watchdog/main.ts");
}

/**
 * Starts the process that removes a run's containers when this one is killed. It leads a session of its own, and its
 * environment lacks the name by which a runner finds the processes of a cancelled job.
 */
export function startWatchdog(run: string, program = "docker"): StartedWatchdog {
  const child = spawn(process.execPath, [findWatchdog(), run, program], {
    stdio: ["pipe", "ignore", "ignore"],
    detached: true,
    env: pickEngineEnvironment(process.env),
  });
  child.once("error", () => {});
  child.stdin.on("error", () => {});
  child.unref();
  return {
    dismiss: () => {
      child.stdin.end("done\n");
    },
    abandon: () => {
      child.stdin.end();
    },
    kill: () => {
      child.kill("SIGKILL");
    },
    ended: new Promise((resolve) => child.once("close", resolve)),
  };
}
