import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Pack, readPacks } from "@plugsmith/templates";
import { planOwnTests } from "../actions/test/src/plan-own-tests.ts";
import { makePackRequest } from "../app/cli/src/demo/every-pack/make-pack-request.ts";
import { playPack } from "../app/cli/src/demo/every-pack/play-pack.ts";
import { pipelineSteps } from "../app/cli/src/pipeline/plan-steps.ts";
import type { Benchmark, Row } from "./harness/benchmark.ts";
import { summarize } from "./harness/summarize.ts";
import { timeProcess } from "./harness/time-process.ts";

interface Round {
  readonly whole: number;
  /** Milliseconds by step; `generate` is what comes before the first one. */
  readonly steps: Readonly<Record<string, number>>;
  /** The plugin's own tests, started by hand without a boundary. */
  readonly ownTests: number;
}

async function playRound(pack: Pack): Promise<Round> {
  const home = mkdtempSync(join(tmpdir(), "plugsmith-bench-pack-"));
  try {
    const marks: [string, number][] = [["generate", performance.now()]];
    const say = (words: string) => {
      if (pipelineSteps.some((step) => step === words)) marks.push([words, performance.now()]);
    };
    const evidence = await playPack(
      pack,
      home,
      { say, done: () => {}, failed: () => {} },
      { sandbox: "", waiver: process.env["PLUGSMITH_CONFINEMENT"] },
    );
    const ended = performance.now();
    if (evidence.status !== "success") throw new Error(`${evidence.pack}: ${evidence.message}`);
    const steps = marks.map(([step, began], at) => [step, (marks[at + 1]?.[1] ?? ended) - began]);
    const folder = join(home, "plugins", makePackRequest(pack).name);
    const files = readdirSync(folder, { recursive: true, encoding: "utf8" });
    const own = planOwnTests(pack.definition.runtime, files);
    if (!own) throw new Error(`${evidence.pack} has no tests of its own.`);
    const program = own.program === "node" ? process.execPath : own.program;
    const ownTests = await timeProcess([program, ...own.args], { cwd: folder, env: { PATH: process.env["PATH"] } });
    return { whole: ended - (marks[0]?.[1] ?? ended), steps: Object.fromEntries(steps), ownTests };
  } finally {
    rmSync(home, { recursive: true, force: true });
  }
}

/** From a request to a package that benches accept, for each pack, beside its own tests alone. */
export const benchmark: Benchmark = {
  summary: "generate, build, test, sandbox and package of each pack, beside the plugin's own tests alone",
  async run({ quick, say }) {
    const rounds = quick ? 1 : 5;
    // A registry's answer is not ours to measure.
    process.env["PLUGSMITH_OFFLINE"] = "1";
    const rows: Row[] = [];
    for (const pack of await readPacks()) {
      const played: Round[] = [];
      for (let round = 0; round < rounds; round += 1) played.push(await playRound(pack));
      const middle = (pick: (round: Round) => number) => Math.round(summarize(played.map(pick)).p50);
      const names = Object.keys(played[0]?.steps ?? {});
      const whole = middle((round) => round.whole);
      const ownTests = middle((round) => round.ownTests);
      const steps = Object.fromEntries(names.map((name) => [name, middle((round) => round.steps[name] ?? 0)]));
      rows.push({ name: pack.definition.name, values: { whole, ...steps, ownTests, ratio: whole / ownTests } });
      say(`${pack.definition.name}: ${whole} ms`);
    }
    return {
      title: "Pipeline by pack",
      unit: "ms",
      rows,
      notes: [
        "Medians. Without a CMS (bench: cms-sandbox); with the boundary of this machine, and in one process as `plugsmith demo` runs it.",
        "ownTests: the generated plugin's tests by hand, without a boundary; the pipeline runs them too.",
      ],
    };
  },
};
