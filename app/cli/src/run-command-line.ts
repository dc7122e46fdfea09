import { CommanderError } from "commander";
import { createProgram } from "./create-program.ts";
import { decideExitCode, type Outcome } from "./outcome.ts";
import { renderJson } from "./render-outcome.ts";

/** Runs one command line (without node and script) and sets the exit code. Never throws. */
export async function runCommandLine(argv: readonly string[]): Promise<void> {
  const usage = { out: "", err: "" };
  const json = argv.includes("--json");
  try {
    const program = await createProgram(argv, usage);
    await program.parseAsync([...argv], { from: "user" });
  } catch (thrown) {
    if (!(thrown instanceof CommanderError)) throw thrown;
    const asked = thrown.exitCode === 0;
    const outcome: Outcome = asked
      ? { status: "success", code: "ok", message: "Usage.", facts: { usage: usage.out } }
      : {
          status: "failed",
          code: "wrong_usage",
          message: thrown.message.replace(/^error: /, ""),
          hint: "See plugsmith --help, or plugsmith <verb> --help.",
        };
    if (json) process.stdout.write(`${renderJson(outcome)}\n`);
    else if (asked) process.stdout.write(usage.out);
    if (!asked) process.stderr.write(usage.err);
    process.exitCode = decideExitCode(outcome);
  }
}
