import { Command } from "commander";
import { registerAgent } from "./verbs/agent.ts";
import { registerAudit } from "./verbs/audit.ts";
import { registerDoctor } from "./verbs/doctor.ts";
import { registerGenerate } from "./verbs/generate.ts";
import { registerInit } from "./verbs/init.ts";
import { registerInspect } from "./verbs/inspect.ts";
import { registerPackage } from "./verbs/package.ts";
import { registerPipeline } from "./verbs/pipeline.ts";
import { registerRegistry } from "./verbs/registry.ts";
import { registerRequest } from "./verbs/request.ts";
import { registerVerify } from "./verbs/verify.ts";
import { registerVersion } from "./verbs/version.ts";

type Register = (program: Command) => void;

/** Verbs in the order of `plugsmith --help`. Each loads the rooms it needs only when it runs. */
const light: readonly Register[] = [
  registerInit,
  registerRequest,
  registerGenerate,
  registerPipeline,
  registerPackage,
  registerInspect,
  registerVerify,
  registerAgent,
  registerRegistry,
  registerAudit,
  registerDoctor,
  registerVersion,
];

/** Verbs that are made of the whole forge: loaded only when the command line may mean them. */
async function loadHeavy(): Promise<Register[]> {
  const [{ registerDemo }, { registerDev }] = await Promise.all([
    import("./demo/register-demo.ts"),
    import("./dev/register-dev.ts"),
  ]);
  return [registerDemo, registerDev];
}

/** Help and usage text that commander would print, kept for the caller to place on the right stream. */
export interface UsageText {
  out: string;
  err: string;
}

/**
 * The command line for these arguments. The program throws CommanderError for help and wrong usage; it never exits or
 * prints by itself.
 */
export async function createProgram(argv: readonly string[], usage: UsageText): Promise<Command> {
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
    // Options belong to the word before them, so that two words may each have a --port.
    .enablePositionalOptions();
  program.configureHelp({ showGlobalOptions: true, visibleGlobalOptions: () => [...program.options] });
  for (const register of light) register(program);
  const verb = argv.find((argument) => !argument.startsWith("-"));
  const isLight = program.commands.some((command) => command.name() === verb);
  if (!isLight) for (const register of await loadHeavy()) register(program);
  return program;
}
