import { Command } from "commander";
import project from "../../../package.json" with { type: "json" };
import { registerDemo } from "./demo/register-demo.ts";
import { registerDev } from "./dev/register-dev.ts";
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
const verbs: readonly Register[] = [
  registerInit,
  registerDemo,
  registerDev,
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

/** Help and usage text that commander would print, kept for the caller to place on the right stream. */
export interface UsageText {
  out: string;
  err: string;
}

/**
 * The command line. The program throws CommanderError for help and wrong usage; it never exits or
 * prints by itself.
 */
export function createProgram(usage: UsageText): Command {
  const program = new Command("plugsmith")
    .description("The git-native plugin forge: from a request to a signed plugin on a hardware bench.")
    .option("--json", "print one result object to stdout")
    .version(project.version, "--version", "print the version")
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
  program.configureHelp({
    showGlobalOptions: true,
    visibleGlobalOptions: ({ parent }) => (parent ? [...program.options] : []),
  });
  for (const register of verbs) register(program);
  return program;
}
