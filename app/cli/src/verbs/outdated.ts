import type { Command } from "commander";
import { runVerb } from "../run-verb.ts";

export function registerOutdated(program: Command): void {
  program
    .command("outdated")
    .argument("[clone]", "a clone of the forge repository", ".")
    .option("--packs <folder>", "packs to compare with (default: $PLUGSMITH_PACKS, else those that Plugsmith brings)")
    .description(
      "list the generated plugins that lie behind their packs, with migrations that wait and people's changes that will need a look (reads git only, writes nothing)",
    )
    .action(
      runVerb(async ({ args: [clone], options }) => {
        const { gatherOutdated } = await import("../outdated/gather-outdated.ts");
        const { renderOutdated } = await import("../outdated/render-outdated.ts");
        const packs = (options["packs"] as string | undefined) ?? (process.env["PLUGSMITH_PACKS"] || undefined);
        const found = await gatherOutdated(String(clone), packs);
        const behind = found.standings.filter(({ state }) => state === "behind").length;
        return {
          status: "success",
          code: "ok",
          message: `${behind} of ${found.standings.length} generated plugins lie behind their packs.`,
          facts: { commit: found.commit, behind, plugins: found.standings, notice: found.notice },
          text: renderOutdated(found),
        };
      }),
    );
}
