import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { projectRoot, runProgram } from "../scripts/run-program.ts";
import type { DeepCheck, DeepResult } from "./deep-check.ts";
import { listCovered } from "./evidence.ts";
import { type MutationReport, scoreMutants } from "./score-mutants.ts";

/** The share of mutants that tests must kill in each area, in percent. */
const leastKilled = 90;

interface Area {
  readonly name: string;
  /** For people. */
  readonly title: string;
  readonly sources: readonly string[];
  /** The tests beside the sources: what they do not hold is held by chance. */
  readonly tests: readonly string[];
}

/**
 * What a wrong line would let a stranger do: the areas where every line must be held by a test. Small, because one changed
 * source makes the evidence of its whole area stale.
 */
const areas: readonly Area[] = [
  {
    name: "quorum",
    title: "quorum",
    sources: ["actions/lib/trust/src/quorum/**/*.ts"],
    tests: ["actions/lib/trust/src/quorum/**/*.test.ts"],
  },
  {
    name: "parser",
    title: "request parser",
    sources: ["app/src/request/{parse,scan,load,limit,list,raw,request}-*.ts"],
    tests: ["app/src/request/{parse,scan,limit,list,check-request,friendly,hostile}*.test.ts"],
  },
  {
    name: "values",
    title: "request parser's rules for single values",
    sources: ["app/src/request/{check,find,explain,fold,known,suggest}-*.ts"],
    tests: ["app/src/request/{check,explain,find,fold,known,parse-request,suggest,friendly,hostile}*.test.ts"],
  },
  {
    name: "grammar",
    title: "command grammar",
    sources: [
      "app/src/commands/{parse-arguments,parse-commands,split-arguments,find-hidden-character,select-comments}.ts",
    ],
    tests: [
      "app/src/commands/{parse-arguments,parse-commands,split-arguments,find-hidden-character,select-comments}.test.ts",
    ],
  },
  {
    name: "lines",
    title: "command grammar's choice of plain lines",
    sources: ["actions/lib/trust/src/revocation/{parse-plain-lines,scan-line,parse-revoke-command}.ts"],
    tests: ["actions/lib/trust/src/revocation/{golden,parse,scan}-*.test.ts"],
  },
  {
    name: "permissions",
    title: "permission table",
    sources: ["app/src/commands/{permission-matrix,decide-roles}.ts"],
    tests: ["app/src/commands/{permission-matrix,decide-roles}.test.ts"],
  },
];
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

async function runStryker(program: string, area: Area, mutate: readonly string[]): Promise<MutationReport> {
  const folder = mkdtempSync(join(tmpdir(), "plugsmith-mutation-"));
  try {
    const report = join(folder, "report.json");
    const config = join(folder, "stryker.config.json");
    const settings = {
      testRunner: "vitest",
      plugins: ["@stryker-mutator/vitest-runner"],
      vitest: { configFile: join(home, "vitest.config.ts"), related: false },
      mutate,
      reporters: ["json"],
      jsonReporter: { fileName: report },
      coverageAnalysis: "perTest",
      concurrency: 2,
      // Endless loops end by Stryker's count of hits; the time is for expressions that run away, and must be so long that a
      // busy machine does not pass for one.
      timeoutMS: 30_000,
      ignorePatterns: ["dist", ".cache", "docs", ".vitest"],
      // TypeScript 7 has no programming interface that Stryker could use; Node strips the types.
      tsconfigFile: "none.json",
      tempDirName: `.cache/stryker-${area.name}`,
      allowConsoleColors: false,
    };
    writeFileSync(config, JSON.stringify(settings));
    const env = { MUTATION_TESTS: JSON.stringify(area.tests) };
    const ran = await runProgram(["node", program, "run", config], { timeoutMs: 55 * 60_000, env });
    if (!existsSync(report)) throw new Error(`Stryker made no report.\n${ran.output.slice(-4000)}`);
    return JSON.parse(readFileSync(report, "utf8")) as MutationReport;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function run(area: Area, say: (line: string) => void): Promise<DeepResult> {
  const program = await installStryker(say);
  const covered = listCovered(area.sources);
  say(`mutating ${covered.length} files`);
  const score = scoreMutants(await runStryker(program, area, covered), covered);
  const { killed, timedOut, total, percent } = score;
  say(`${killed} of ${total} killed (${timedOut} by the time limit), ${percent} %`);
  const enough = total > 0 && percent >= leastKilled;
  return {
    passed: enough ? 1 : 0,
    failed: enough ? 0 : 1,
    figures: { leastKilled, ...score },
    failures: enough ? [] : [`${area.title}: ${percent} % of the mutants were killed, ${leastKilled} % are due`],
  };
}

/** Mutation testing with Stryker, by area: changes single pieces of the sources and asks whether a test notices. */
export const mutationChecks: readonly DeepCheck[] = areas.map((area) => ({
  name: `mutation-${area.name}`,
  summary: `is the ${area.title} held by its tests?`,
  covers: area.sources,
  run: (say) => run(area, say),
}));
