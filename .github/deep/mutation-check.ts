import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { projectRoot, runProgram } from "../scripts/run-program.ts";
import type { DeepCheck, DeepResult } from "./deep-check.ts";
import { listCovered } from "./evidence.ts";
import { type MutationReport, scoreMutants } from "./score-mutants.ts";

/** The share of mutants that tests must kill in each area, in percent. */
const leastKilled = 90;

/** What a wrong line would let a stranger do: the areas where every line must be held by a test. */
const areas = {
  "request parser": ["app/src/request/**/*.ts"],
  "command grammar": ["app/src/commands/parse-*.ts", "app/src/commands/select-comments.ts"],
  "permission table": ["app/src/commands/permission-matrix.ts"],
  quorum: ["actions/lib/trust/src/quorum/**/*.ts"],
} as const;
const home = ".github/mutation";

async function installStryker(say: (line: string) => void): Promise<string> {
  const program = join(home, "node_modules/@stryker-mutator/core/bin/stryker.js");
  if (!existsSync(join(projectRoot, program))) {
    say("installing Stryker from its own lockfile");
    const installed = await runProgram(["npm", "ci", "--prefix", home], { timeoutMs: 300_000 });
    if (installed.code !== 0) throw new Error(`Stryker could not be installed.\n${installed.output}`);
  }
  return program;
}

async function runStryker(program: string, mutate: readonly string[]): Promise<MutationReport> {
  const folder = mkdtempSync(join(tmpdir(), "plugsmith-mutation-"));
  try {
    const report = join(folder, "report.json");
    const config = join(folder, "stryker.config.json");
    const settings = {
      testRunner: "vitest",
      plugins: ["@stryker-mutator/vitest-runner"],
      vitest: { configFile: "vitest.config.ts", related: true },
      mutate,
      reporters: ["json"],
      jsonReporter: { fileName: report },
      coverageAnalysis: "perTest",
      concurrency: 2,
      // Mutants of regular expressions may run for ever.
      timeoutMS: 10_000,
      ignorePatterns: ["dist", ".cache", "docs", ".vitest"],
      // TypeScript 7 has no programming interface that Stryker could use; Node strips the types.
      tsconfigFile: "none.json",
      tempDirName: ".cache/stryker",
      allowConsoleColors: false,
    };
    writeFileSync(config, JSON.stringify(settings));
    const ran = await runProgram(["node", program, "run", config], { timeoutMs: 55 * 60_000 });
    if (!existsSync(report)) throw new Error(`Stryker made no report.\n${ran.output.slice(-4000)}`);
    return JSON.parse(readFileSync(report, "utf8")) as MutationReport;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function run(say: (line: string) => void): Promise<DeepResult> {
  const program = await installStryker(say);
  const covered = Object.values(areas).flatMap((globs) => listCovered(globs));
  say(`mutating ${covered.length} files`);
  const report = await runStryker(program, covered);
  const scores = Object.entries(areas).map(([area, globs]) => ({ area, ...scoreMutants(report, listCovered(globs)) }));
  for (const { area, killed, total, percent } of scores) say(`${area}: ${killed} of ${total} killed, ${percent} %`);
  const low = scores.filter(({ percent, total }) => total === 0 || percent < leastKilled);
  return {
    passed: scores.length - low.length,
    failed: low.length,
    figures: { leastKilled, areas: scores },
    failures: low.map(
      ({ area, percent }) => `${area}: ${percent} % of the mutants were killed, ${leastKilled} % are due`,
    ),
  };
}

/** Mutation testing with Stryker: changes single pieces of the sources and asks whether a test notices. */
export const mutationCheck: DeepCheck = {
  name: "mutation",
  summary: "are the parser, the command grammar, the permission table and the quorum held by tests?",
  covers: Object.values(areas).flat(),
  run,
};
