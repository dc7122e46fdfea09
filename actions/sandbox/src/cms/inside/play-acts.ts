import type { ActOutcome } from "../cms-report.ts";

interface PlayableAct<World> {
  readonly id: string;
  readonly title: string;
  readonly needs?: string;
  readonly only?: "real";
  run(world: World): Promise<string>;
}

interface Stage {
  readonly features: readonly string[];
  readonly level: "real" | "contract";
  readonly now: () => number;
  readonly onFailure: (id: string) => Promise<void>;
}

/** Why an act is not played; undefined when it is. */
function explainSkip({ needs, only }: Pick<PlayableAct<never>, "needs" | "only">, stage: Stage): string | undefined {
  if (needs !== undefined && !stage.features.includes(needs)) return `the plugin has no ${needs}`;
  return only === "real" && stage.level !== "real"
    ? "only a real shop can play it, and this is its contract"
    : undefined;
}

/** Plays acts in order. After one that failed the rest is skipped: it would only tell of the same failure. */
export async function playActs<World>(
  acts: readonly PlayableAct<World>[],
  world: World,
  options: Stage,
): Promise<ActOutcome[]> {
  const outcomes: ActOutcome[] = [];
  let failed: string | undefined;
  for (const { id, title, run, ...when } of acts) {
    const detail = failed === undefined ? explainSkip(when, options) : `"${failed}" failed before`;
    if (detail !== undefined) {
      outcomes.push({ id, title, status: "skipped", detail, ms: 0 });
      continue;
    }
    const began = options.now();
    try {
      const detail = await run(world);
      outcomes.push({ id, title, status: "passed", detail, ms: options.now() - began });
    } catch (error) {
      failed = title;
      const detail = (error instanceof Error ? error.message : String(error)).slice(0, 1500);
      outcomes.push({ id, title, status: "failed", detail, ms: options.now() - began });
      await options.onFailure(id).catch(() => {});
    }
  }
  return outcomes;
}
