import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { VitestCounts } from "../scripts/count-reporter.ts";
import { projectRoot, runProgram } from "../scripts/run-program.ts";
import type { DeepCheck, DeepResult } from "./deep-check.ts";

const home = ".github/shopify";

async function run(say: (line: string) => void): Promise<DeepResult> {
  if (!existsSync(join(projectRoot, home, "node_modules/@shopify/shopify-api"))) {
    say("installing Shopify's library from its own lockfile");
    const installed = await runProgram(["npm", "ci", "--prefix", home, "--ignore-scripts"], { timeoutMs: 300_000 });
    if (installed.code !== 0) throw new Error(`Shopify's library could not be installed.\n${installed.output}`);
  }
  const folder = mkdtempSync(join(tmpdir(), "plugsmith-deep-"));
  try {
    const report = join(folder, "counts.json");
    const argv = ["vitest", "run", "--config", `${home}/vitest.config.ts`] as const;
    const ran = await runProgram([...argv, "--reporter=./.github/scripts/count-reporter.ts"], {
      timeoutMs: 900_000,
      env: { PLUGSMITH_COUNTS: report },
    });
    if (!existsSync(report)) throw new Error(`vitest made no report.\n${ran.output.slice(-4000)}`);
    const { passed, failures } = JSON.parse(readFileSync(report, "utf8")) as VitestCounts;
    const none = passed + failures.length === 0 ? ["No test ran."] : [];
    return { passed, failed: failures.length + none.length, figures: {}, failures: [...failures, ...none] };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Every golden request through the contract suite, and the Shopify app on the real library. */
export const packsCheck: DeepCheck = {
  name: "packs",
  summary: "does every plugin the packs make keep the contract, and does the Shopify app fit the real library and API?",
  covers: [
    "templates/packs/**/*.{eta,yml,js,php,py,json,toml}",
    "templates/fixtures/*/request.json",
    "actions/test/src/contract/*.ts",
    "actions/lib/kit/src/probe/*.ts",
  ],
  run,
};
