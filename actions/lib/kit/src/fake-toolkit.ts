import type { Confinement } from "@plugsmith/plugin-host";
import { ForgeError } from "@plugsmith/schemas";
import type { Annotation, ConfinedRequest, ConfinedResult, RunFacts, StepToolkit } from "./step-toolkit.ts";

export interface FakeToolkit extends StepToolkit {
  readonly outputs: Readonly<Record<string, string>>;
  /** What was saved for the action's post. */
  readonly states: Readonly<Record<string, string>>;
  readonly summaries: readonly string[];
  readonly annotations: readonly Annotation[];
  readonly infos: readonly string[];
  readonly masks: readonly string[];
  readonly untrusted: readonly { title: string; text: string }[];
  /** Files by absolute path. */
  readonly files: Map<string, Uint8Array>;
  readonly confinedRuns: readonly ConfinedRequest[];
  readonly exitCode: number | undefined;
}

export interface FakeToolkitOptions {
  readonly inputs?: Readonly<Record<string, string>>;
  readonly files?: Readonly<Record<string, string | Uint8Array>>;
  readonly run?: Partial<RunFacts>;
  /** Answers runConfined. Left out: any confined run fails the test. */
  readonly confined?: (request: ConfinedRequest) => Partial<ConfinedResult>;
  readonly confinement?: Confinement;
  readonly idToken?: string;
  /** What an earlier run of the step saved. */
  readonly states?: Readonly<Record<string, string>>;
  /** Milliseconds that pass at each look at the clock. */
  readonly tickMs?: number;
}

/** A runner in memory. Strict: outputs set twice, unknown confined runs and missing tokens are errors. */
export function fakeToolkit(options: FakeToolkitOptions = {}): FakeToolkit {
  const bytes = (content: string | Uint8Array) => (typeof content === "string" ? Buffer.from(content) : content);
  const outputs: Record<string, string> = {};
  const states: Record<string, string> = {};
  const summaries: string[] = [];
  const annotations: Annotation[] = [];
  const infos: string[] = [];
  const masks: string[] = [];
  const untrusted: { title: string; text: string }[] = [];
  const confinedRuns: ConfinedRequest[] = [];
  const files = new Map(Object.entries(options.files ?? {}).map(([path, content]) => [path, bytes(content)] as const));
  let clock = Date.UTC(2026, 0, 1);
  let exitCode: number | undefined;
  const input = (name: string) => (options.inputs?.[name] ?? "").trim();
  const confinement = options.confinement ?? { level: "os", tool: "bwrap", limitTool: "prlimit" };
  return {
    outputs,
    states,
    summaries,
    annotations,
    infos,
    masks,
    untrusted,
    confinedRuns,
    files,
    get exitCode() {
      return exitCode;
    },
    run: { apiUrl: "https://api.github.test", serverUrl: "https://github.test", ...options.run },
    input,
    requiredInput(name) {
      if (input(name) === "") throw new ForgeError("input_invalid", { message: `The input ${name} is missing.` });
      return input(name);
    },
    setOutput(name, value) {
      if (name in outputs) throw new Error(`fake toolkit: output ${name} is set twice`);
      outputs[name] = value;
    },
    saveState: (name, value) => void Object.assign(states, { [name]: value }),
    savedState: (name) => options.states?.[name] ?? "",
    addSummary: (markdown) => void summaries.push(markdown),
    annotate: (annotation) => void annotations.push(annotation),
    info: (message) => void infos.push(message),
    showUntrusted: (title, text) => void untrusted.push({ title, text }),
    mask: (value) => void masks.push(value),
    readFile: (folder, path) => files.get(`${folder}/${path}`) ?? null,
    writeFile: (folder, path, content) => void files.set(`${folder}/${path}`, bytes(content)),
    confinement: async () => confinement,
    interpreter: async (runtime) => ({
      program: runtime === "php" ? "/usr/bin/php" : "/usr/bin/python3",
      args: [],
      readOnly: [],
      portable: false,
    }),
    async runConfined(request) {
      confinedRuns.push(request);
      if (!options.confined) throw new Error(`fake toolkit: nobody expects ${request.program} to run`);
      const answer = {
        exitCode: 0,
        signal: null,
        stdout: "",
        stderr: "",
        durationMs: 1,
        peakRssMiB: 0,
        level: confinement.level,
      };
      return { ...answer, ...options.confined(request) };
    },
    async idToken(audience) {
      if (options.idToken === undefined) throw new Error(`fake toolkit: no token for ${audience}`);
      return options.idToken;
    },
    now() {
      clock += options.tickMs ?? 5;
      return new Date(clock);
    },
    setExitCode(code) {
      exitCode = code;
    },
  };
}
