import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import {
  type Interpreter,
  isInterpreted,
  parseStepInputs,
  portableLimits,
  readPluginManifest,
  readStepResult,
  readTree,
  type Step,
  type StepToolkit,
} from "@plugsmith/action-kit";
import { isSelfReported } from "@plugsmith/action-kit/probe";
import type { Confinement } from "@plugsmith/plugin-host";
import { type ContractReport, ForgeError, type PluginManifest } from "@plugsmith/schemas";
import type { ContractCheck } from "./contract/contract-check.ts";
import { runContract } from "./contract/run-contract.ts";
import { runPackContract } from "./contract/run-pack-contract.ts";
import { parseTestOutput, type TestCounts } from "./parse-test-output.ts";
import { planOwnTests } from "./plan-own-tests.ts";
import { renderContract } from "./render-contract.ts";
import { renderJunit } from "./render-junit.ts";

const ownTestLimits = { memoryMiB: 512, processes: 128, openFiles: 512, fileSizeMiB: 64 };

async function runOwnTests(
  toolkit: StepToolkit,
  folder: string,
  manifest: PluginManifest,
  { level, interpreter }: { level: Confinement["level"]; interpreter: Interpreter | undefined },
): Promise<TestCounts> {
  const plan = planOwnTests(
    manifest.runtime,
    readTree(folder, ["node_modules"]).map(({ path }) => path),
    interpreter,
  );
  const none = { passed: 0, failed: 0, skipped: 0 };
  if (!plan) return none;
  // Behind the operating system's boundary /tmp is the plugin's own.
  const temp = level === "os" ? undefined : mkdtempSync(join(tmpdir(), "plugsmith-tests-"));
  const run = toolkit.runConfined({
    program: plan.program === "node" ? process.execPath : plan.program,
    args: plan.args,
    cwd: folder,
    readOnly: [folder, ...plan.readOnly],
    limits: interpreter?.portable ? portableLimits : ownTestLimits,
    timeoutMs: 120_000,
    maxOutputBytes: 4 * 1024 * 1024,
    ...(temp === undefined ? {} : { readWrite: [temp], environment: { TMPDIR: temp } }),
  });
  const { exitCode, signal, stdout, stderr } = await run.finally(() => {
    if (temp !== undefined) rmSync(temp, { recursive: true, force: true });
  });
  const counts = parseTestOutput(stdout);
  if (exitCode !== 0 || !counts || counts.failed > 0) toolkit.showUntrusted("tests", `${stdout}\n${stderr}`);
  if (!counts) {
    throw new ForgeError("tests_failed", {
      message: `The plugin's tests ended with ${signal ?? exitCode} and no summary: ${stderr.slice(0, 500)}`.trim(),
      hint: "Let the runner end with `# pass n` and `# fail n`, or with a JSON line {passed, failed}.",
    });
  }
  // A runner that fails but counts no failure died outside a test.
  return exitCode !== 0 && counts.failed === 0 ? { ...counts, failed: 1 } : counts;
}

interface Played {
  readonly kind: ContractReport["judgedBy"];
  readonly checks: readonly ContractCheck[];
}

/** Test: the plugin's own tests, then the contract suite against what build staged; both behind the boundary. */
export const testPlugin: Step = {
  name: "test",
  async run(toolkit) {
    const inputs = parseStepInputs({
      pluginDir: toolkit.requiredInput("plugin-dir"),
      outDir: toolkit.requiredInput("out-dir"),
      name: toolkit.requiredInput("name"),
      headSha: toolkit.input("head-sha"),
      request: toolkit.input("request"),
      workspace: toolkit.run.workspace,
    });
    const built = readStepResult(toolkit, inputs.outDir, "build", inputs.headSha);
    const stage = join(inputs.outDir, "stage");
    const manifest = readPluginManifest(toolkit, stage, inputs.name);
    const confinement = await toolkit.confinement();
    const about = {
      plugin: { name: manifest.name, version: manifest.version },
      confinement: confinement.level,
      ...(inputs.headSha === undefined ? {} : { headSha: inputs.headSha }),
    };
    // Where the plugin has packages, build left a copy of it in which they are installed.
    const work = join(inputs.outDir, "work", inputs.name);
    const pluginDir = existsSync(work) ? work : inputs.pluginDir;
    const interpreter = isInterpreted(manifest.runtime) ? await toolkit.interpreter(manifest.runtime) : undefined;
    const tests = await runOwnTests(toolkit, pluginDir, manifest, { level: confinement.level, interpreter });
    if (tests.passed + tests.failed === 0) {
      const hint = "Add tests as test/*.test.js (node) or tests/run.php (php); skipped tests do not count.";
      return {
        status: "failed",
        code: "tests_failed",
        message: "The plugin has no tests that ran.",
        hint,
        tests,
        ...about,
      };
    }
    const entry = String(built.facts?.["entry"] ?? manifest.entry);
    const selfReported = isSelfReported(manifest, pluginDir, confinement.level, interpreter);
    const { kind, checks: contract }: Played = selfReported
      ? { kind: "self-reported", checks: await runPackContract(toolkit, pluginDir, stage) }
      : await runContract({ pluginDir, stage, entry, manifest, confinement, interpreter, now: toolkit.now });
    const report: ContractReport = {
      schemaVersion: 1,
      plugin: about.plugin,
      ...(manifest.cms === undefined ? {} : { cms: manifest.cms }),
      runtime: manifest.runtime,
      judgedBy: kind,
      confinement: confinement.level,
      tests,
      checks: [...contract],
    };
    toolkit.writeFile(inputs.outDir, "results/contract.json", `${JSON.stringify(report, null, 2)}\n`);
    toolkit.writeFile(inputs.outDir, "results/contract.junit.xml", renderJunit(report));
    const broken = contract.filter(({ status }) => status === "failed");
    const facts = {
      tests,
      contract: report.checks,
      facts: { contractBy: kind },
      summary: renderContract(tests, contract, kind),
      ...about,
    };
    if (tests.failed > 0) {
      const message = `${tests.failed} of the plugin's ${tests.passed + tests.failed} tests fail.`;
      return {
        status: "failed",
        code: "tests_failed",
        message,
        hint: "Read the group `tests` in this step's log.",
        ...facts,
      };
    }
    if (broken.length > 0) {
      const words = broken.map(({ suite, check, detail = "" }) => `${suite}.${check}: ${detail}`);
      const message = `The plugin breaks its contract: ${words.join(" | ")}`.slice(0, 1900);
      return {
        status: "failed",
        code: "contract_failed",
        message,
        hint: "Each failed check names what was seen.",
        ...facts,
      };
    }
    const held = contract.filter(({ status }) => status === "passed").length;
    return { message: `${tests.passed} tests passed, ${held} contract checks held.`, ...facts };
  },
};
