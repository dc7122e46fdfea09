import type { Confinement, ConfinementLimits, LaunchRequest } from "@plugsmith/plugin-host";
import type { Interpreted, Interpreter } from "./interpreter/interpreter.ts";

/** A program that runs behind the boundary: no network, no environment of the job, only the named paths. */
export interface ConfinedRequest {
  /** Absolute path, or a name in /usr/bin. `process.execPath` for Node. */
  readonly program: string;
  readonly args: readonly string[];
  readonly cwd: string;
  readonly readOnly?: readonly string[];
  readonly readWrite?: readonly string[];
  readonly limits?: ConfinementLimits;
  /** Wall time in milliseconds. */
  readonly timeoutMs: number;
  /** Bytes of stdout and stderr together. */
  readonly maxOutputBytes: number;
  /** Text for stdin, which is closed after it. */
  readonly input?: string;
  readonly environment?: Readonly<Record<string, string>>;
  readonly nodeAllows?: LaunchRequest["nodeAllows"];
}

export interface ConfinedResult {
  readonly exitCode: number | null;
  readonly signal: string | null;
  readonly stdout: string;
  readonly stderr: string;
  readonly durationMs: number;
  /** Highest resident memory seen, wrappers included; MiB. Sampled, so a short peak may be missed. */
  readonly peakRssMiB: number;
  readonly level: Confinement["level"];
}

export interface Annotation {
  readonly level: "error" | "warning" | "notice";
  readonly message: string;
  readonly title?: string;
  /** Path from the root of the repository. */
  readonly file?: string;
  /** First line is 1. */
  readonly line?: number;
}

/** What the run says about itself. Absent where the step does not run on GitHub. */
export interface RunFacts {
  readonly repository?: string;
  readonly apiUrl: string;
  readonly serverUrl: string;
  readonly runId?: string;
  readonly runAttempt?: string;
  readonly workspace?: string;
  readonly temp?: string;
}

/** What a step may ask of its runner, and nothing more. */
export interface StepToolkit {
  readonly run: RunFacts;
  /** An input of action.yml, trimmed; empty when it is not given. */
  input(name: string): string;
  /** @throws ForgeError `input_invalid` when it is empty. */
  requiredInput(name: string): string;
  setOutput(name: string, value: string): void;
  /** Keeps a value for the action's `post`, from now on, also if the step is killed. */
  saveState(name: string, value: string): void;
  /** What the step saved, in its `post`; empty otherwise. */
  savedState(name: string): string;
  /** Appends Markdown to the job summary. */
  addSummary(markdown: string): void;
  annotate(annotation: Annotation): void;
  info(message: string): void;
  /** Shows text that plugin code or a stranger wrote, so that no line of it can be a workflow command. */
  showUntrusted(title: string, text: string): void;
  /** Makes the runner hide a value in its log. */
  mask(value: string): void;
  /** Reads a file below a folder, `null` when there is none. Refuses links and paths that leave the folder. */
  readFile(folder: string, path: string): Uint8Array | null;
  /** Writes a file below a folder, making the folders on the way. */
  writeFile(folder: string, path: string, content: Uint8Array | string): void;
  /** The boundary on this machine. @throws ForgeError `confinement_unavailable` when it is missing and not waived. */
  confinement(): Promise<Confinement>;
  /** @throws ForgeError `confinement_unavailable`, `confined_timeout`, `confined_output_too_large`, `tool_missing`. */
  runConfined(request: ConfinedRequest): Promise<ConfinedResult>;
  /** What runs a plugin's PHP or Python. @throws ForgeError `tool_missing`. */
  interpreter(runtime: Interpreted): Promise<Interpreter>;
  /** An OIDC token of the job, for steps with `id-token: write`. */
  idToken(audience: string): Promise<string>;
  now(): Date;
  setExitCode(code: number): void;
}
