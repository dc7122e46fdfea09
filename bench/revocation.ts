import { openRevocationWorld } from "../app/cli/src/testing/open-revocation-world.ts";
import type { Benchmark, Row } from "./harness/benchmark.ts";
import { measureComment } from "./harness/measure-comment.ts";
import { summarize } from "./harness/summarize.ts";

/** As a bench is configured without a word about it. */
const pollSeconds = 30;
/** A bench that does not look by itself while this runs. */
const never = 3_600;

/** Milliseconds from the registry's commit being on GitHub to the plugin's process being dead, once for each round. */
async function measureRounds(seconds: number, rounds: number, stream: boolean): Promise<number[]> {
  // Without a stream the agent is left with its own looks.
  const deaf: typeof fetch = async (url, init) =>
    String(url).endsWith("/stream") ? new Response(null, { status: 404 }) : fetch(url, init);
  const world = await openRevocationWorld(seconds, stream ? fetch : deaf);
  const samples: number[] = [];
  try {
    for (let round = 0; round < rounds; round += 1) {
      const version = `1.${round}.0`;
      const pid = await world.run(version);
      if (stream) await world.waitForStream("open");
      await world.door.settle();
      // The clock of a poll must not run from the look that loaded the version.
      if (!stream) await new Promise((resolve) => setTimeout(resolve, Math.random() * seconds * 1_000));
      let committed = 0;
      let dead = 0;
      await Promise.all([
        world.set(version, "revoked").then(() => {
          committed = performance.now();
        }),
        world.waitUntilDead(pid).then(() => {
          dead = performance.now();
        }),
      ]);
      // A push is on GitHub a little before git says so: then the bench may even be faster.
      samples.push(Math.max(0, dead - committed));
    }
    return samples;
  } finally {
    await world.close();
  }
}

function toRow(name: string, samples: readonly number[], limitMs: number): Row {
  const { n, p50, max } = summarize(samples);
  return { name, values: { n, p50, max }, target: `≤ ${limitMs / 1_000} s`, met: max <= limitMs };
}

/** How long a bad plugin runs on after it was revoked, and where the time goes before that. */
export const benchmark: Benchmark = {
  summary:
    "from /forge revoke to the registry's commit, and from there to the plugin's dead process, woken and by polling",
  async run({ quick, say }) {
    say("woken over the bot's stream");
    const woken = await measureRounds(never, quick ? 3 : 15, true);
    say(`by looking every ${pollSeconds} s`);
    const polled = await measureRounds(pollSeconds, quick ? 1 : 4, false);
    const rows = [
      toRow("commit → process dead, woken by the bot", woken, 2_000),
      toRow(`commit → process dead, by looks every ${pollSeconds} s ± 20 %`, polled, 60_000),
    ];
    if (!quick) {
      say("one comment on the whole loop");
      const { commitMs, unloadedMs } = await measureComment(say);
      rows.push(
        { name: "comment → commit (suspension, local runner)", values: { n: 1, p50: commitMs, max: commitMs } },
        { name: "comment → unloaded on the bench", values: { n: 1, p50: unloadedMs, max: unloadedMs } },
      );
    }
    return {
      title: "Revocation",
      unit: "ms",
      rows,
      notes: [
        "Real bot, agent, plugin process, signed registry and git, on loopback. The plugin has no say: SIGKILL, no goodbye.",
        "From the moment git says that the push is done; a wake-up that overtakes that answer counts as 0.",
        "comment → commit: the bot's answer and the job forge-registry on this machine's runner. On GitHub its queue comes on top.",
      ],
    };
  },
};
