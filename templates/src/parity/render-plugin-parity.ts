import type { ParityFacts } from "./parity-facts.ts";
import { parityRows } from "./parity-rows.ts";

/** Rows that say something of a plugin; how a pack is tested is told on docs/parity.md. */
const shown = /^(feature|event|webhooks|retries|asks only|no card|unloads|right to left)/;

interface OwnPlugin {
  readonly pack: string;
  readonly packVersion: string;
  readonly features: readonly string[];
  readonly publishes: readonly string[];
}

/** Is a row about something that the pack can make and this plugin was not asked to have? */
function isLeftOut(title: string, { features, publishes }: OwnPlugin): boolean {
  const [kind, name = ""] = title.split(" ");
  if (kind === "feature") return !features.includes(name);
  if (kind === "event") return !publishes.includes(name.replaceAll("`", ""));
  return kind === "webhooks:" && !features.includes("webhooks");
}

/**
 * What one plugin does, beside what the same request would get on other platforms: a folded table in Markdown, for its pull
 * request. `features` and `publishes`: those that the plugin has. Empty where the pack's facts are not those of this version.
 */
export function renderPluginParity(facts: readonly ParityFacts[], plugin: OwnPlugin): string {
  const own = facts.find(({ pack }) => pack === plugin.pack);
  if (own === undefined || own.packVersion !== plugin.packVersion) return "";
  // A pack that shares no feature for shops (a bench device's) is no sibling.
  const isShop = ({ features }: ParityFacts) => features.includes("checkout");
  if (!isShop(own)) return "";
  const others = facts.filter((one) => one !== own && isShop(one));
  const line = (cells: readonly string[]) => `| ${cells.join(" | ")} |`;
  const cellOf = (title: string, mark = "") => (mark !== "–" && isLeftOut(title, plugin) ? "not asked for" : mark);
  const rows = parityRows.flatMap(([title, cell]) => {
    const marks = [own, ...others].map(cell);
    if (!shown.test(title) || marks.every((mark) => mark === "–")) return [];
    return [line([title, cellOf(title, marks[0]), ...marks.slice(1)])];
  });
  return [
    "<details><summary>What works where: this plugin, and what the same request gets on other platforms</summary>",
    "",
    line(["", `**${own.pack}** (this plugin)`, ...others.map(({ pack }) => pack)]),
    line(["---", ...others.map(() => "---"), "---"]),
    ...rows,
    "",
    "✅: made by the template pack; for events, webhooks, retries and the rows below them also seen by the contract suite, which played them against a plugin of the pack with all features. –: the pack does not make it. This very plugin is judged by its own pipeline run, not by this table.",
    "",
    "</details>",
  ].join("\n");
}
