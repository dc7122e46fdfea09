import type { DeepResult } from "../deep-check.ts";
import type { PluginRun } from "./run-plugin.ts";

/** What a check tells of one play in a shop that a person brought. */
export interface RealPlay {
  readonly figures: object;
  /** Acts that failed, and whatever else was not as it must be. */
  readonly wrong: readonly string[];
  readonly words: string;
}

interface Played {
  /** As people call it: `PrestaShop`; its version stands under that name in small letters. */
  readonly product: string;
  readonly fixture: string;
  /** Of the shop's folder. */
  readonly sha256: string;
}

/** Figures of a play for the evidence, and one line for a person. */
export function tellRealPlay({ product, fixture, sha256 }: Played, { result, trouble }: PluginRun): RealPlay {
  if (!result) return { figures: { fixture, sha256, trouble }, wrong: [trouble], words: "" };
  const { level, versions, bootMs, scenarioMs, requests, perf, acts, blocked } = result.report;
  const wrong = acts.filter(({ status }) => status === "failed").map(({ title, detail }) => `${title}: ${detail}`);
  if (level !== "real") wrong.push(`it was played at level ${level}`);
  const told = Object.fromEntries(acts.map(({ id, status, detail, ms }) => [id, `${status}, ${ms} ms: ${detail}`]));
  const pictures = result.files.filter(({ name }) => name.endsWith(".png")).length;
  const measured = { bootMs, scenarioMs, requests, pictures, peakRssMiB: result.peakRssMiB, perf, blocked };
  const passed = acts.filter(({ status }) => status === "passed").length;
  const words = `${product} ${versions[product.toLowerCase()]}: ${passed} acts, ${Math.round(scenarioMs / 1000)} s`;
  return { figures: { fixture, level, versions, sha256, ...measured, acts: told }, wrong, words };
}

/** Plays requests in folders, one after the other, and says each result. */
export async function playAll(
  plays: readonly (readonly [fixture: string, folder: string])[],
  play: (fixture: string, folder: string) => Promise<RealPlay>,
  say: (line: string) => void,
): Promise<DeepResult> {
  const failures: string[] = [];
  const told: object[] = [];
  for (const [fixture, folder] of plays) {
    const { figures, wrong, words } = await play(fixture, folder);
    told.push(figures);
    if (wrong.length > 0) failures.push(`${fixture}: ${wrong.join("; ")}`);
    say(`${fixture}: ${wrong.length === 0 ? words : wrong.join("; ")}`);
  }
  return { passed: told.length - failures.length, failed: failures.length, figures: { plays: told }, failures };
}
