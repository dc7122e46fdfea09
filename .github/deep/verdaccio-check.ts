import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { VitestCounts } from "../scripts/count-reporter.ts";
import { projectRoot, runProgram } from "../scripts/run-program.ts";
import type { DeepCheck, DeepResult } from "./deep-check.ts";

const home = ".github/verdaccio";
const program = `${home}/node_modules/verdaccio/bin/verdaccio`;

async function run(say: (line: string) => void): Promise<DeepResult> {
  if (!existsSync(join(projectRoot, program))) {
    say("installing Verdaccio from its own lockfile");
    const argv = ["npm", "ci", "--prefix", home, "--ignore-scripts", "--omit=optional"] as const;
    const installed = await runProgram([...argv], { timeoutMs: 300_000 });
    if (installed.code !== 0) throw new Error(`Verdaccio could not be installed.\n${installed.output}`);
  }
  const folder = mkdtempSync(join(tmpdir(), "plugsmith-deep-"));
  try {
    const report = join(folder, "counts.json");
    const reporter = "--reporter=./.github/scripts/count-reporter.ts";
    const ran = await runProgram(["vitest", "run", "--config", `${home}/vitest.config.ts`, reporter], {
      timeoutMs: 300_000,
      env: { PLUGSMITH_COUNTS: report, VERDACCIO: join(projectRoot, program) },
    });
    if (!existsSync(report)) throw new Error(`vitest made no report.\n${ran.output.slice(-4000)}`);
    const { passed, failures } = JSON.parse(readFileSync(report, "utf8")) as VitestCounts;
    const none = passed + failures.length === 0 ? ["No test ran."] : [];
    return { passed, failed: failures.length + none.length, figures: {}, failures: [...failures, ...none] };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The npm channel against a real npm registry on this machine. */
export const verdaccioCheck: DeepCheck = {
  name: "verdaccio",
  summary: "does a real npm registry take, show and deprecate what the npm channel sends, and does npm install it?",
  covers: ["actions/publish/src/channels/npm*.ts", "actions/publish/src/testing/npm-on-verdaccio.deep.ts"],
  run,
};
