/** How a command of the engine's program ended. */
export interface EngineAnswer {
  readonly exitCode: number | null;
  readonly stdout: string;
  readonly stderr: string;
  /** Why it was ended from here, if it was. */
  readonly stopped?: "timeout" | "output" | "aborted";
}

export interface EngineCall {
  /** Text for stdin, which is closed after it. */
  readonly input?: string;
  /** Variables that the arguments name with `--env NAME`: their values stand in no command line. */
  readonly environment?: Readonly<Record<string, string>>;
  /** Wall time in milliseconds; default 60 s. */
  readonly timeoutMs?: number;
  /** Bytes of stdout; more ends the command. Default 8 MiB. */
  readonly maxOutputBytes?: number;
  /** Of stdout too only the last words are kept, with those of stderr: for a container that writes as long as it lives. */
  readonly lastWords?: boolean;
  /** Ends the command, not the container that it watches. */
  readonly signal?: AbortSignal;
}

/** The docker program, and whatever it speaks to. */
export interface Engine {
  /** Runs one command to its end; never throws, a program that cannot be started answers with exit code null. */
  run(args: readonly string[], call?: EngineCall): Promise<EngineAnswer>;
}
