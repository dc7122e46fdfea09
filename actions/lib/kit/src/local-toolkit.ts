import { lstatSync, mkdirSync, readFileSync, realpathSync, writeFileSync } from "node:fs";
import { dirname, join, sep } from "node:path";
import { detectConfinement } from "@plugsmith/plugin-host";
import { ForgeError } from "@plugsmith/schemas";
import { requireConfinement } from "./require-confinement.ts";
import { runConfined } from "./run-confined.ts";
import type { Annotation, RunFacts, StepToolkit } from "./step-toolkit.ts";

export interface LocalToolkitOptions {
  readonly inputs: Readonly<Record<string, string | undefined>>;
  readonly run?: RunFacts;
  /** Waiver as in PLUGSMITH_CONFINEMENT. */
  readonly waiver?: string | undefined;
  readonly onInfo?: (message: string) => void;
  readonly onAnnotation?: (annotation: Annotation) => void;
  readonly onUntrusted?: (title: string, text: string) => void;
  readonly onOutput?: (name: string, value: string) => void;
  readonly onSummary?: (markdown: string) => void;
}

function locate(folder: string, path: string): string {
  const file = join(folder, path);
  if (!file.startsWith(join(folder, sep))) {
    throw new ForgeError("input_invalid", { message: `${JSON.stringify(path)} leaves its folder.` });
  }
  return file;
}

/** Real files and real confinement, without a GitHub runner: for the CLI and as the ground of actionsToolkit. */
export function localToolkit(options: LocalToolkitOptions): StepToolkit {
  const input = (name: string) => (options.inputs[name] ?? "").trim();
  const confinement = async () => requireConfinement(await detectConfinement(), options.waiver);
  const now = () => new Date();
  return {
    run: options.run ?? { apiUrl: "https://api.github.com", serverUrl: "https://github.com" },
    input,
    requiredInput(name) {
      const value = input(name);
      if (value === "") {
        throw new ForgeError("input_invalid", {
          message: `The input ${name} is missing.`,
          hint: `Give ${name} in the step's \`with:\` block.`,
        });
      }
      return value;
    },
    saveState: () => {},
    savedState: () => "",
    setOutput: (name, value) => options.onOutput?.(name, value),
    addSummary: (markdown) => options.onSummary?.(markdown),
    annotate: (annotation) => options.onAnnotation?.(annotation),
    info: (message) => options.onInfo?.(message),
    showUntrusted: (title, text) => options.onUntrusted?.(title, text),
    mask: () => {},
    readFile(folder, path) {
      const file = locate(folder, path);
      const stat = lstatSync(file, { throwIfNoEntry: false });
      if (!stat) return null;
      if (!stat.isFile() || !realpathSync(file).startsWith(join(realpathSync(folder), sep))) {
        throw new ForgeError("input_invalid", { message: `${JSON.stringify(path)} is not a regular file.` });
      }
      return readFileSync(file);
    },
    writeFile(folder, path, content) {
      const file = locate(folder, path);
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(file, content);
    },
    confinement,
    runConfined: async (request) => runConfined(request, await confinement(), now),
    async interpreter(runtime) {
      const { readInterpreter } = await import("./interpreter/read-interpreter.ts");
      const { level } = await confinement();
      return readInterpreter(runtime, { level, say: (line) => options.onInfo?.(line) });
    },
    idToken() {
      throw new ForgeError("input_invalid", {
        message: "There is no OIDC token outside a GitHub Actions job.",
        hint: "Run this in a job with `permissions: id-token: write`, or use another signing mode.",
      });
    },
    now,
    setExitCode: () => {},
  };
}
