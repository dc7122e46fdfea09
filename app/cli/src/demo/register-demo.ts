import { type ErrorCode, ForgeError } from "@plugsmith/schemas";
import { type Command, Option } from "commander";
import type { Outcome } from "../outcome.ts";
import { runVerb } from "../run-verb.ts";
import type { DemoEvidence } from "./evidence.ts";
import { createProgressLine } from "./progress-line.ts";
import { renderNextSteps, renderSummary } from "./render-summary.ts";
import { requests } from "./scenes/request-form.ts";

function toOutcome(evidence: DemoEvidence, kept: boolean): Outcome {
  const failed = evidence.status === "failed";
  return {
    status: evidence.code === "interrupted" ? "cancelled" : evidence.status,
    code: evidence.code as ErrorCode | "ok",
    message: evidence.message,
    ...(failed ? { hint: `Logs of bot, agent and runner: ${evidence.workFolder}` } : {}),
    facts: { ...evidence },
    ...(failed ? {} : { text: `${renderSummary(evidence)}\n${renderNextSteps(evidence, kept)}` }),
  };
}

/** `plugsmith demo`: the whole loop on this machine. */
export function registerDemo(program: Command): void {
  const packs = [...Object.keys(requests), "all"];
  program
    .command("demo")
    .description(
      "play the whole loop on this machine: request, pull request, pipeline, approvals, signed release, running plugin",
    )
    .addOption(
      new Option("--pack <name>", "which plugin to make; all: each pack from its request to its package, as a table")
        .choices(packs)
        .default("bench"),
    )
    .addOption(
      new Option(
        "--sandbox <driver>",
        "with --pack all: also start the shop systems (WooCommerce, PrestaShop, Magento, Shopify)",
      ).choices([...["auto", "native", "wasm"]]),
    )
    .option("--keep", "leave the work folder with logs, packages and bundles")
    .action(
      runVerb(
        async ({ options, signal, say }) => {
          const keep = options["keep"] === true;
          const progress = createProgressLine(process.stderr);
          if (options["pack"] === "all") {
            say("Every pack, from a request to a package: generate, build, test, sandbox, package. No internet.\n");
            const { runPacks } = await import("./every-pack/run-packs.ts");
            const sandbox = String(options["sandbox"] ?? "");
            return runPacks({ keep, sandbox, progress, say, signal });
          }
          const { runDemo } = await import("./run-demo.ts");
          say("Plugsmith demo: every line below really happens, on loopback, without the internet.\n");
          const evidence = await runDemo({ pack: String(options["pack"]), keep, progress, signal });
          if (signal.aborted) throw new ForgeError("interrupted");
          return toOutcome(evidence, keep);
        },
        { cleansUp: true },
      ),
    );
}
