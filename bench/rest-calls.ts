import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { detectConfinement } from "@plugsmith/plugin-host";
import type { DemoEvidence } from "../app/cli/src/demo/evidence.ts";
import { playPackage } from "../app/cli/src/demo/scenes/play-package.ts";
import { startLocalForge } from "../app/cli/src/forge/start-local-forge.ts";
import type { Benchmark, Row } from "./harness/benchmark.ts";
import { countCalls, listWrites, type Request } from "./harness/count-calls.ts";

const atMost = (name: string, count: number, most: number): Row => ({
  name,
  values: { calls: count },
  target: `≤ ${most}`,
  met: count <= most,
});

/** REST calls that the bot and its jobs make, counted by the embedded GitHub while one request travels to its release. */
export const benchmark: Benchmark = {
  summary: "GitHub REST calls from issue to PR, and for the whole loop",
  async run({ say }) {
    const workFolder = mkdtempSync(join(tmpdir(), "plugsmith-calls-"));
    const { level } = await detectConfinement();
    const forge = await startLocalForge({ workFolder, confinement: level, onProgress: say });
    try {
      const evidence = { versions: [], uncounted: [], stages: [], workFolder } as unknown as DemoEvidence;
      const stages: { title: string; requests: Request[] }[] = [];
      const stage = async (title: string, run: (progress: { say(text: string): void }) => Promise<string>) => {
        const from = forge.github.requests.length;
        await run({ say: () => undefined });
        stages.push({ title, requests: forge.github.requests.slice(from) });
        say(title);
      };
      const never = new AbortController().signal;
      await playPackage(
        { forge, evidence, signal: never, requester: forge.person("requester"), stage: stage as never },
        "node",
      );
      const travelled = stages.flatMap(({ requests }) => requests);
      const all = countCalls(travelled);
      const toPull = countCalls(travelled, { until: /^POST .*\/pulls$/ });
      const rows: Row[] = [
        atMost("issue opened → PR opened, bot", toPull.bot, 18),
        atMost("  of these commit, branch and PR", toPull.making, 5),
        { name: "  of these writes", values: { calls: toPull.botWrites } },
        atMost("issue → release, writes of bot and jobs", all.botWrites + all.jobWrites, 40),
        { name: "issue → release, all of the bot", values: { calls: all.bot } },
        { name: "issue → release, all of the jobs", values: { calls: all.job } },
        ...listWrites(travelled).map(([route, calls]) => ({ name: `  ${route}`, values: { calls } })),
        ...stages.map(({ title, requests }) => ({
          name: `  ${title}`,
          values: { calls: countCalls(requests).bot + countCalls(requests).job },
        })),
      ];
      const notes = [
        "People's own calls and git over HTTP are not counted; git is no REST budget.",
        "A request for an installation token counts for the bot.",
      ];
      return { title: "GitHub REST calls", unit: "requests", rows, notes };
    } finally {
      await forge.stop();
      rmSync(workFolder, { recursive: true, force: true });
    }
  },
};
