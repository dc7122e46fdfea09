import { refuseStopping } from "@plugsmith/plugin-host";
import type { Clock } from "../clock.ts";
import type { ControlHandler } from "./control-transport.ts";

export interface RestartGuard {
  readonly operate: ControlHandler;
  /** The sources have told what is there. */
  begun(): void;
  /** Nothing more is begun. */
  stop(): void;
}

/** These change nothing, so they are answered to the last. */
const harmless = new Set(["hello", "status", "doctor", "logs", "events"]);
/** A source that does not answer holds no call for longer. */
const firstLookMs = 5_000;

/**
 * Makes a restart a pause for whoever calls: a call that comes before the devices are known waits for them, and an agent on its
 * way out refuses what it has not begun with `agent_stopping`, so that it can be asked of the next one.
 */
export function guardRestart(operate: ControlHandler, clock: Pick<Clock, "after">): RestartGuard {
  const looked = Promise.withResolvers<void>();
  const cancel = clock.after(firstLookMs, looked.resolve);
  let waits = true;
  let stopping = false;
  return {
    async operate(method, params, caller) {
      if (waits && method === "call") await looked.promise;
      if (stopping && !harmless.has(method)) throw refuseStopping();
      return operate(method, params, caller);
    },
    begun() {
      cancel();
      waits = false;
      looked.resolve();
    },
    stop() {
      cancel();
      stopping = true;
      looked.resolve();
    },
  };
}
