import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { VitestCounts } from "../scripts/count-reporter.ts";
import { runProgram } from "../scripts/run-program.ts";
import { judgeVitest } from "../scripts/vitest-check.ts";
import type { DeepCheck, DeepResult } from "./deep-check.ts";

interface LongRun {
  readonly name: string;
  readonly summary: string;
  readonly covers: readonly string[];
  readonly tests: readonly string[];
  /** How long each test looks; `npm test` runs the same tests with small numbers. */
  readonly env: Readonly<Record<string, string>>;
}

export const longRuns: readonly LongRun[] = [
  {
    name: "model-approvals",
    summary: "does any of thousands of random review stories publish without a valid quorum?",
    covers: [
      "app/src/decisions/decide-quorum-facts.ts",
      "actions/lib/trust/src/quorum/**/*.ts",
      "actions/publish/src/merge/**/*.ts",
    ],
    tests: ["app/src/decisions/approvals-model.test.ts", "actions/publish/src/merge/merge-model.test.ts"],
    env: { PLUGSMITH_MODEL_RUNS: "5000" },
  },
  {
    name: "model-publication",
    summary:
      "do thousands of random orders and kills of two and three publishers leave one whole release, no channel twice?",
    covers: ["actions/publish/src/{channels,publication,release}/**/*.ts", "actions/lib/trust/src/channels/**/*.ts"],
    tests: [
      "actions/publish/src/release/publish-at-once.test.ts",
      "actions/publish/src/publication/publish-everywhere-at-once.test.ts",
    ],
    env: { PLUGSMITH_MODEL_RUNS: "2000" },
  },
  {
    name: "model-lines",
    summary: "does a command count in any of thousands of random comments where no reader would see it?",
    covers: ["actions/lib/trust/src/revocation/{parse-plain-lines,scan-line}.ts"],
    tests: ["actions/lib/trust/src/revocation/plain-lines-oracle.test.ts"],
    env: { PLUGSMITH_MODEL_RUNS: "300000" },
  },
  {
    name: "endurance-jobs",
    summary: "does a job queue that is killed 200 times at random moments lose a job?",
    covers: ["runner-agent/src/jobs/**/*.ts"],
    tests: ["runner-agent/src/jobs/job-queue-kill.test.ts"],
    env: { PLUGSMITH_KILL_ROUNDS: "200" },
  },
  {
    name: "endurance-agent",
    summary: "does a bench come back as it was when agent, plugins or both are killed 200 times at random moments?",
    covers: [
      "runner-agent/src/store/*-store.ts",
      "runner-agent/src/store/{agent-memory,list-left-processes}.ts",
      "runner-agent/src/leases/**/*.ts",
      "actions/lib/host/src/cgroup-store.ts",
    ],
    tests: ["runner-agent/src/agent-endurance.test.ts"],
    env: { PLUGSMITH_AGENT_KILLS: "200" },
  },
  {
    name: "endurance-usb",
    summary: "are 1,000 attach and detach cycles all seen, each load and unload paired?",
    covers: ["runner-agent/src/hotplug/**/*.ts", "runner-agent/src/bench/**/*.ts"],
    tests: ["runner-agent/src/hotplug/usb-endurance.test.ts"],
    env: { PLUGSMITH_USB_CYCLES: "1000" },
  },
  {
    name: "vm-cgroups",
    summary: "do control groups of version 2 hold a plugin's family, in a real kernel that has no others?",
    covers: ["actions/lib/host/src/{cgroup,cgroup-store,plan-cgroup,parse-cgroup-place,start-enclosed}.ts"],
    tests: ["actions/lib/host/src/cgroup-vm.test.ts"],
    env: { PLUGSMITH_VM: "1" },
  },
  {
    name: "vm-usb",
    summary: "does a plugin drive the device that it declared, and no other, in a real kernel with real device nodes?",
    covers: [
      "runner-agent/src/broker/plugin-{serial,usb}-transport.ts",
      "runner-agent/src/hotplug/{usb-watcher,copy-usb-device}.ts",
      "runner-agent/src/testing/usb-guest.ts",
    ],
    tests: ["runner-agent/src/testing/usb-guest.test.ts"],
    env: { PLUGSMITH_VM: "1" },
  },
];

async function run({ tests, env }: LongRun, say: (line: string) => void): Promise<DeepResult> {
  const folder = mkdtempSync(join(tmpdir(), "plugsmith-deep-"));
  const report = join(folder, "counts.json");
  try {
    say(
      Object.entries(env)
        .map(([name, value]) => `${name}=${value}`)
        .join(" "),
    );
    const argv = ["vitest", "run", "--testTimeout=1800000", "--reporter=./.github/scripts/count-reporter.ts"] as const;
    const { code, output } = await runProgram([...argv, ...tests], {
      timeoutMs: 40 * 60_000,
      env: { ...env, PLUGSMITH_COUNTS: report },
    });
    const counts = JSON.parse(readFileSync(report, "utf8")) as VitestCounts;
    const { passed, failed, skips, details } = judgeVitest(code, counts, tests.length, output);
    // A long run that was skipped proves nothing.
    const skipped = skips.map(({ what, why }) => `skipped: ${what} (${why})`);
    const failures = [...(details?.split("\n") ?? []), ...skipped];
    return { passed, failed: failed + skipped.length, figures: { ...env }, failures };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The tests of `npm test` that look for as long as they are asked to, asked to look long. */
export const longRunChecks: readonly DeepCheck[] = longRuns.map(({ name, summary, covers, ...rest }) => ({
  name,
  summary,
  covers,
  run: (say) => run({ name, summary, covers, ...rest }, say),
}));
