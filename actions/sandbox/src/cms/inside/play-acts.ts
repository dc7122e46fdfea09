import type { ActOutcome } from "../cms-report.ts";

interface PlayableAct<World> {
  readonly id: string;
  readonly title: string;
  readonly needs?: string;
  run(world: World): Promise<string>;
}

/** Plays acts in order. After one that failed the rest is skipped: it would only tell of the same failure. */
export async function playActs<World>(
  acts: readonly PlayableAct<World>[],
  world: World,
  options: { features: readonly string[]; now: () => number; onFailure: (id: string) => Promise<void> },
): Promise<ActOutcome[]> {
  const outcomes: ActOutcome[] = [];
  let failed: string | undefined;
  for (const { id, title, needs, run } of acts) {
    if (failed !== undefined || (needs !== undefined && !options.features.includes(needs))) {
      const detail = failed === undefined ? `the plugin has no ${needs}` : `"${failed}" failed before`;
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
