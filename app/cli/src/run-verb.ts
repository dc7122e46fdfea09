import { ForgeError, toForgeError } from "@plugsmith/schemas";
import type { Command } from "commander";
import { decideExitCode, type Outcome } from "./outcome.ts";
import { renderJson, renderText } from "./render-outcome.ts";
import { createTerminal, type Terminal } from "./terminal.ts";

/** What a verb is given. */
export interface VerbCall extends Terminal {
  /** Positional arguments in their declared order; a variadic one is an array, a missing optional one undefined. */
  readonly args: readonly unknown[];
  readonly options: Readonly<Record<string, unknown>>;
  /** Whether `--json` was asked for. */
  readonly json: boolean;
  /** Aborted by SIGINT and SIGTERM; a verb that declares `cleansUp` has ten seconds from then. */
  readonly signal: AbortSignal;
  /** One NDJSON line of a long-running verb (nothing for people). The first is the ready object. */
  emit(event: Readonly<Record<string, unknown>>): void;
}

export type VerbHandler = (call: VerbCall) => Promise<Outcome>;

interface VerbOptions {
  /** The handler listens to `signal` and leaves nothing behind; others are simply ended. */
  readonly cleansUp?: boolean;
}

const cleanUpMs = 10_000;
/** One Ctrl-C under npm or npx arrives twice: from the terminal, and handed on. A second one later means "at once". */
const sameSignalMs = 700;
/** Handles that a verb left open may not keep the process alive longer than this. */
const lingerMs = 2_000;

export function toOutcome(thrown: unknown): Outcome {
  const error = thrown instanceof ForgeError ? thrown : toForgeError(thrown);
  return {
    status: error.code === "interrupted" ? "cancelled" : "failed",
    code: error.code,
    message: error.message,
    ...(error.hint ? { hint: error.hint } : {}),
    facts: error.facts,
  };
}

/**
 * Makes a commander action of a verb's handler: the only place that catches, prints the outcome and sets the exit code.
 * People's text goes to stderr, `--json` prints one object to stdout.
 */
export function runVerb(handler: VerbHandler, { cleansUp = false }: VerbOptions = {}) {
  return async (...given: unknown[]): Promise<void> => {
    const command = given.at(-1) as Command;
    const options: Record<string, unknown> = { ...command.optsWithGlobals(), ...command.opts() };
    const json = options["json"] === true;
    const terminal = createTerminal(process.stdout, process.stderr, process.env);
    const stop = new AbortController();
    const interrupted = Promise.withResolvers<Outcome>();
    let stoppedAt = 0;
    const onSignal = () => {
      if (stop.signal.aborted) {
        if (performance.now() - stoppedAt > sameSignalMs) process.exit(130);
        return;
      }
      stoppedAt = performance.now();
      stop.abort();
      const end = () => interrupted.resolve(toOutcome(new ForgeError("interrupted")));
      if (cleansUp) setTimeout(end, cleanUpMs).unref();
      else end();
    };
    process.on("SIGINT", onSignal).on("SIGTERM", onSignal);
    const call: VerbCall = {
      ...terminal,
      args: given.slice(0, -2),
      options,
      json,
      signal: stop.signal,
      emit: (event) => json && terminal.print(JSON.stringify({ schemaVersion: 1, ...event })),
    };
    const outcome = await Promise.race([handler(call).catch(toOutcome), interrupted.promise]);
    const final: Outcome = stop.signal.aborted && !cleansUp ? toOutcome(new ForgeError("interrupted")) : outcome;
    terminal.say(renderText(final, terminal.paint));
    if (json) terminal.print(renderJson(final));
    process.exitCode = decideExitCode(final);
    setTimeout(() => process.exit(), lingerMs).unref();
  };
}
