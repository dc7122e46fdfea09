/**
 * Makes docs/parity.json and docs/parity.md: every pack through the whole pipeline (about a minute), then the table.
 * Run it when a pack has changed: node .github/scripts/generate-parity.ts
 */
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { renderParity } from "@plugsmith/templates";
import { makeParityFacts } from "./parity-facts.ts";
import { projectRoot, runProgram } from "./run-program.ts";

type Played = Parameters<typeof makeParityFacts>[0] & { readonly status: string; readonly message: string };

const { stdout } = await runProgram(["node", "app/cli/src/main.ts", "demo", "--pack", "all", "--json"], {
  timeoutMs: 900_000,
});
const answer = JSON.parse(stdout.trim().split("\n").at(-1) ?? "{}") as { packs?: Played[]; broken?: string[] };
const { packs = [], broken = [] } = answer;
for (const words of broken) console.warn(`Left out, for it cannot be read: ${words}`);
const failed = packs.filter(({ status }) => status !== "success");
if (packs.length === 0 || failed.length > 0) {
  for (const { pack, message } of failed) console.error(`${pack}: ${message}`);
  console.error("Nothing was written: the table needs every pack to pass.");
  process.exitCode = 1;
} else {
  const facts = packs.map(makeParityFacts);
  writeFileSync(join(projectRoot, "docs/parity.json"), `${JSON.stringify(facts, null, 2)}\n`);
  writeFileSync(join(projectRoot, "docs/parity.md"), renderParity(facts));
  console.log(`docs/parity.md: ${facts.length} packs`);
}
