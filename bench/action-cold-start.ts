import { globSync, mkdtempSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Benchmark, Row } from "./harness/benchmark.ts";
import { measureInterleaved, type Variant } from "./harness/measure-interleaved.ts";
import { timeProcess } from "./harness/time-process.ts";

const root = join(import.meta.dirname, "..");
/** Steps that run for every pull request; sign and publish are reported only. */
const targeted = ["build", "test", "sandbox", "package"];
const mostTimes = 1.5;

/** Cold start of each bundled action beside an empty script of the same Node: from spawn to exit, without inputs. */
export const benchmark: Benchmark = {
  summary: "start of each bundled action beside an empty Node script",
  async run({ quick, say }) {
    const bundles = globSync("actions/*/dist/main.js", { cwd: root }).sort();
    if (bundles.length === 0) throw new Error("There are no bundles. Run: npm run build");
    const folder = mkdtempSync(join(tmpdir(), "plugsmith-cold-"));
    try {
      const files = Object.fromEntries(["output", "summary", "empty.mjs"].map((name) => [name, join(folder, name)]));
      for (const file of Object.values(files)) writeFileSync(file, "");
      const env = {
        PATH: process.env["PATH"],
        GITHUB_OUTPUT: files["output"],
        GITHUB_STEP_SUMMARY: files["summary"],
        RUNNER_TEMP: folder,
      };
      const start =
        (file: string): Variant =>
        () =>
          timeProcess([process.execPath, file], { env, cwd: folder });
      const variants: Record<string, Variant> = { empty: start(String(files["empty.mjs"])) };
      for (const bundle of bundles) variants[bundle.split("/")[1] ?? bundle] = start(join(root, bundle));
      const rounds = quick ? 5 : 30;
      say(`${rounds} rounds of ${Object.keys(variants).length} variants, interleaved`);
      const measured = await measureInterleaved(variants, { rounds, warmup: 2 });
      const floor = measured["empty"]?.p50 ?? Number.NaN;
      const rows = Object.entries(measured).map(([name, { p50, p99, min }]): Row => {
        const ratio = p50 / floor;
        const values = { p50, p99, min, ratio };
        if (name === "empty") return { name, values };
        const size = statSync(join(root, `actions/${name}/dist/main.js`)).size / 1024;
        const row = { name, values: { ...values, KB: Math.round(size) } };
        return targeted.includes(name) ? { ...row, target: `≤ ${mostTimes} × empty`, met: ratio <= mostTimes } : row;
      });
      return {
        title: "Cold start of actions",
        unit: "ms",
        rows,
        notes: ["Without inputs: each action starts, reads its inputs, refuses, and exits."],
      };
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  },
};
