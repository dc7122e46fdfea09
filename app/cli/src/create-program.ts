import { Command } from "commander";
import { registerVersion } from "./verbs/version.ts";

/** Verb registrations in the order of `plugsmith --help`. */
const registrations: readonly ((program: Command) => void)[] = [registerVersion];

/** Help and usage text that commander would print, kept for the caller to place on the right stream. */
export interface UsageText {
  out: string;
  err: string;
}

/** The whole command line. Throws CommanderError for help, version and wrong usage; never exits or prints by itself. */
export function createProgram(usage: UsageText): Command {
  const program = new Command("plugsmith")
    .description("The git-native plugin forge: from a request to a signed plugin on a hardware bench.")
    .option("--json", "print one result object to stdout")
    .exitOverride()
    .showHelpAfterError("(see --help)")
    .configureOutput({
      writeOut: (text) => {
        usage.out += text;
      },
      writeErr: (text) => {
        usage.err += text;
      },
    })
    .configureHelp({ showGlobalOptions: true });
  for (const register of registrations) register(program);
  return program;
}
