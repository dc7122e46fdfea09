import type { JobState } from "../job-state.ts";

/** A well-known action made again inside the runner, because its own code needs github.com. */
export type Builtin = (call: {
  /** Evaluated `with:` values by lower-case name. */
  readonly inputs: Readonly<Record<string, string>>;
  readonly job: JobState;
  log(line: string): void;
}) => Promise<Record<string, string>>;
