import type { Command } from "commander";
import project from "../../../../package.json" with { type: "json" };
import { runVerb } from "../run-verb.ts";

export function registerVersion(program: Command): void {
  program
    .command("version")
    .description("say which Plugsmith and which Node this is")
    .action(
      runVerb(async () => ({
        status: "success",
        code: "ok",
        message: `plugsmith ${project.version} (node ${process.versions.node}, ${process.platform}-${process.arch})`,
        facts: {
          version: project.version,
          node: process.versions.node,
          platform: process.platform,
          architecture: process.arch,
        },
      })),
    );
}
