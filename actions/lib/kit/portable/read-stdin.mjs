import { readSync } from "node:fs";

const pause = new Int32Array(new SharedArrayBuffer(4));

/** Waits for bytes on stdin and answers how many came into `into`; 0 at its end. */
export function readStdin(into) {
  for (;;) {
    try {
      return readSync(0, into);
    } catch (error) {
      if (error.code === "EOF") return 0;
      if (error.code !== "EAGAIN") throw error;
      // A pipe that its writer made non-blocking.
      Atomics.wait(pause, 0, 0, 5);
    }
  }
}
