import { CommanderError } from "commander";
import { createProgram } from "./create-program.ts";
import { decideExitCode, type Outcome } from "./outcome.ts";
import { renderJson } from "./render-outcome.ts";

/** `--json` may stand anywhere before `--`; it belongs to the program, so it goes to the front. */
export function hoistJson(argv: readonly string[]): { readonly json: boolean; readonly argv: readonly string[] } {
  const end = argv.indexOf("--");
  const own = end === -1 ? argv : argv.slice(0, end);
  const json = own.includes("--json");
  const others = own.filter((word) => word !== "--json");
  return { json, argv: [...(json ? ["--json"] : []), ...others, ...argv.slice(own.length)] };
}

/** Runs one command line (without node and script) and sets the exit code. Never throws. */
export async function runCommandLine(given: readonly string[]): Promise<void> {
  const usage = { out: "", err: "" };
  const { json, argv } = hoistJson(given);
  try {
    const program = await createProgram(
      usage,
      argv.find((word) => word !== "--json"),
    );
    await program.parseAsync([...argv], { from: "user" });
  } catch (thrown) {
    if (!(thrown instanceof CommanderError)) throw thrown;
    const asked = thrown.exitCode === 0;
    const asks = thrown.code === "commander.version" ? "version" : "usage";
    const outcome: Outcome = asked
      ? {
          status: "success",
          code: "ok",
          message: asks === "version" ? usage.out.trim() : "Usage.",
          facts: { [asks]: usage.out.trim() },
        }
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
