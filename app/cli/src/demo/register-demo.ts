import { type ErrorCode, ForgeError } from "@plugsmith/schemas";
import { type Command, Option } from "commander";
import type { Outcome } from "../outcome.ts";
import { runVerb } from "../run-verb.ts";
import type { DemoEvidence } from "./evidence.ts";
import { createProgressLine } from "./progress-line.ts";
import { renderNextSteps, renderSummary, renderTable } from "./render-summary.ts";
import { requests } from "./scenes/request-form.ts";

function toOutcome(evidence: DemoEvidence, kept: boolean): Outcome {
  const failed = evidence.status === "failed";
  return {
    status: evidence.code === "interrupted" ? "cancelled" : evidence.status,
    code: evidence.code as ErrorCode | "ok",
    message: evidence.message,
    ...(failed ? { hint: `Logs of bot, agent and runner: ${evidence.workFolder}` } : {}),
    facts: { ...evidence },
    ...(failed ? {} : { text: `${renderSummary(evidence)}\n${renderNextSteps([evidence], kept)}` }),
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
    .addOption(new Option("--pack <name>", "which plugin to make").choices(packs).default("bench"))
    .option("--keep", "leave the work folder with logs, packages and bundles")
    .action(
      runVerb(
        async ({ options, signal, say, paint }) => {
          const { runDemo } = await import("./run-demo.ts");
          const keep = options["keep"] === true;
          const chosen = options["pack"] === "all" ? Object.keys(requests) : [String(options["pack"])];
          say("Plugsmith demo: every line below really happens, on loopback, without the internet.\n");
          const played: DemoEvidence[] = [];
          for (const pack of chosen) {
            if (chosen.length > 1) say(paint("bold", `${played.length > 0 ? "\n" : ""}${pack}`));
            const evidence = await runDemo({ pack, keep, progress: createProgressLine(process.stderr), signal });
            if (signal.aborted) throw new ForgeError("interrupted");
            if (evidence.status === "failed" || chosen.length === 1) return toOutcome(evidence, keep);
            say(renderSummary(evidence));
            played.push(evidence);
          }
          return {
            status: "success",
            code: "ok",
            message: `${played.length} packs travelled the loop.`,
            facts: { demos: played },
            text: [
              `\n${played.length} packs travelled the loop.\n`,
              renderTable(played),
              renderNextSteps(played, keep),
            ].join("\n"),
          };
        },
        { cleansUp: true },
      ),
    );
}
