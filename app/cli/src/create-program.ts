import { Command } from "commander";
import project from "../../../package.json" with { type: "json" };

type Register = (program: Command) => void;

/** Verbs in the order of `plugsmith --help`; a command line loads its own verb alone, so that a small one starts fast. */
const verbs: Readonly<Record<string, () => Promise<Register>>> = {
  init: async () => (await import("./verbs/init.ts")).registerInit,
  demo: async () => (await import("./demo/register-demo.ts")).registerDemo,
  dev: async () => (await import("./dev/register-dev.ts")).registerDev,
  request: async () => (await import("./verbs/request.ts")).registerRequest,
  generate: async () => (await import("./verbs/generate.ts")).registerGenerate,
  pipeline: async () => (await import("./verbs/pipeline.ts")).registerPipeline,
  package: async () => (await import("./verbs/package.ts")).registerPackage,
  inspect: async () => (await import("./verbs/inspect.ts")).registerInspect,
  sign: async () => (await import("./verbs/sign.ts")).registerSign,
  verify: async () => (await import("./verbs/verify.ts")).registerVerify,
  agent: async () => (await import("./verbs/agent.ts")).registerAgent,
  registry: async () => (await import("./verbs/registry.ts")).registerRegistry,
  audit: async () => (await import("./verbs/audit.ts")).registerAudit,
  outdated: async () => (await import("./verbs/outdated.ts")).registerOutdated,
  doctor: async () => (await import("./verbs/doctor.ts")).registerDoctor,
  version: async () => (await import("./verbs/version.ts")).registerVersion,
};

/** Help and usage text that commander would print, kept for the caller to place on the right stream. */
export interface UsageText {
  out: string;
  err: string;
}

/**
 * The command line with one verb, or with all of them when `verb` is none: help and unknown words list what there is.
 * The program throws CommanderError for help and wrong usage; it never exits or prints by itself.
 */
export async function createProgram(usage: UsageText, verb?: string): Promise<Command> {
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
  const wanted = verb !== undefined && Object.hasOwn(verbs, verb) ? [verb] : Object.keys(verbs);
  for (const name of wanted) (await verbs[name]?.())?.(program);
  return program;
}
