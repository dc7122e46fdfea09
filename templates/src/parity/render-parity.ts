import type { ParityFacts } from "./parity-facts.ts";
import { parityRows } from "./parity-rows.ts";

/** docs/parity.md: which feature works where, from the packs' manifests and the contract suite's answers. */
export function renderParity(packs: readonly ParityFacts[]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(" | ")} |`;
  return [
    "# What works where",
    "",
    "Made by `node .github/scripts/generate-parity.ts`, which asks every pack for all it can make and runs the pipeline on it",
    "(`plugsmith demo --pack all`); the facts are in `parity.json` beside this page. Do not edit.",
    "",
    line(["", ...packs.map(({ pack }) => pack)]),
    line(["---", ...packs.map(() => "---")]),
    ...parityRows.map(([title, cell]) => line([title, ...packs.map(cell)])),
    "",
    "✅ in the contract's rows: the suite (`actions/test/src/contract`) played it against a running plugin and its own provider double saw",
    "it. –: not made by this pack, or no occasion for the check. *its own process*: the plugin speaks the forge's protocol. *the pack's",
    "driver*: the plugin runs in a kernel of its platform, driven over the same protocol by the driver of its pack, rendered anew for the",
    "suite. *its own tests*, (✅): only the plugin's tests say so; nothing outside saw it. Sandbox level *contract*: a kernel of the platform, or",
    "the agent's protocol, stands for it.",
    "",
  ].join("\n");
}
