import { randomUUID } from "node:crypto";
import { appendFileSync, existsSync, writeSync } from "node:fs";
import { localToolkit } from "./local-toolkit.ts";
import { renderCommand, renderFenced, renderLine, renderOutput } from "./render-command.ts";
import type { StepToolkit } from "./step-toolkit.ts";

const present = <T extends Record<string, string | undefined>>(values: T) =>
  Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined && value !== "")) as {
    [K in keyof T]?: string;
  };

/** Writes to the job's log. process.stdout would cost 3 ms of start; a pipe that is full for now needs it after all. */
function print(text: string): void {
  let rest = Buffer.from(text);
  try {
    while (rest.length > 0) rest = rest.subarray(writeSync(1, rest));
  } catch {
    process.stdout.write(rest);
  }
}

/**
 * The runner of GitHub Actions, from its environment variables and files. Own writer instead of @actions/core, which costs
 * 45 ms of start (undici); it is loaded only for an OIDC token.
 */
export function actionsToolkit(environment: NodeJS.ProcessEnv = process.env): StepToolkit {
  const append = (variable: string, text: string) => {
    const file = environment[variable];
    if (file && existsSync(file)) appendFileSync(file, text);
  };
  const inputs = Object.fromEntries(
    Object.entries(environment)
      .filter(([name]) => name.startsWith("INPUT_"))
      .map(([name, value]) => [name.slice("INPUT_".length).toLowerCase(), value]),
  );
  return {
    ...localToolkit({
      inputs,
      waiver: environment["PLUGSMITH_CONFINEMENT"],
      run: {
        apiUrl: environment["GITHUB_API_URL"] || "https://api.github.com",
        serverUrl: environment["GITHUB_SERVER_URL"] || "https://github.com",
        ...present({
          repository: environment["GITHUB_REPOSITORY"],
          runId: environment["GITHUB_RUN_ID"],
          runAttempt: environment["GITHUB_RUN_ATTEMPT"],
          workspace: environment["GITHUB_WORKSPACE"],
          temp: environment["RUNNER_TEMP"],
        }),
      },
      onInfo: (message) => print(renderLine(message)),
      onAnnotation: ({ level, message, title, file, line }) =>
        print(renderCommand(level, { title, file, line: line === undefined ? undefined : String(line) }, message)),
      onUntrusted: (title, text) => print(renderFenced(title, text, randomUUID())),
      onOutput: (name, value) =>
        append(
          "GITHUB_OUTPUT",
          renderOutput(name, value, () => `forge_${randomUUID()}`),
        ),
      onSummary: (markdown) => append("GITHUB_STEP_SUMMARY", markdown),
    }),
    saveState: (name, value) =>
      append(
        "GITHUB_STATE",
        renderOutput(name, value, () => `forge_${randomUUID()}`),
      ),
    savedState: (name) => environment[`STATE_${name}`] ?? "",
    mask: (value) => print(renderCommand("add-mask", {}, value)),
    async idToken(audience) {
      const { getIDToken } = await import("@actions/core");
      return getIDToken(audience);
    },
    setExitCode(code) {
      process.exitCode = code;
    },
  };
}
