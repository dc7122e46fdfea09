import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { runProgram } from "../scripts/run-program.ts";
import type { DeepCheck, DeepResult } from "./deep-check.ts";

/** In a mount namespace of its own: /usr/bin and /usr/local/bin as they are, less what a machine with npm alone has not. */
const hide = `set -e
for place in bin local/bin; do
  mkdir -p "$0/$place/upper" "$0/$place/work"
  mount -t overlay overlay -o "lowerdir=/usr/$place,upperdir=$0/$place/upper,workdir=$0/$place/work" "/usr/$place"
  rm -f "/usr/$place"/php* "/usr/$place"/python3* "/usr/$place/bwrap"
done
for gone in php python3 bwrap; do
  if [ -e "/usr/bin/$gone" ]; then echo "$gone is still there" >&2; exit 3; fi
done
exec "$@"`;

interface PackLine {
  readonly pack: string;
  readonly status: string;
  readonly message: string;
  readonly tests: { readonly passed: number; readonly failed: number; readonly skipped: number };
  readonly judgedBy: string;
  readonly durationMs: number;
}

async function run(say: (line: string) => void): Promise<DeepResult> {
  const layers = mkdtempSync(join(tmpdir(), "plugsmith-npm-only-"));
  try {
    const demo = [process.execPath, "app/cli/src/main.ts", "demo", "--pack", "all", "--json"];
    const argv = ["unshare", "--mount", "sh", "-c", hide, layers, ...demo] as const;
    const { stdout, output } = await runProgram([...argv], { timeoutMs: 1_200_000 });
    if (!stdout.startsWith("{")) throw new Error(`The demo gave no evidence.\n${output.slice(-2000)}`);
    const facts = JSON.parse(stdout) as { packs: PackLine[]; broken: string[] };
    const failures = [...facts.broken];
    const packs: Record<string, unknown> = {};
    for (const { pack, status, message, tests, judgedBy, durationMs } of facts.packs) {
      packs[pack] = { status, tests, judgedBy, seconds: Math.round(durationMs / 1000) };
      if (status !== "success") failures.push(`${pack}: ${message}`);
      say(`${pack}: ${status}, ${tests.passed} tests, judged by ${judgedBy}`);
    }
    if (facts.packs.length < 8) failures.push(`Only ${facts.packs.length} packs were played.`);
    return {
      passed: facts.packs.length - failures.length,
      failed: failures.length,
      figures: { boundary: "none", packs },
      failures,
    };
  } finally {
    rmSync(layers, { recursive: true, force: true });
  }
}

/** Every pack from its request to its package where nothing but Node, npm and git is installed. */
export const npmOnlyCheck: DeepCheck = {
  name: "npm-only",
  summary: "do all packs go from request to package on a machine without PHP, Python and bubblewrap?",
  covers: [
    "actions/lib/kit/portable/*.*",
    "actions/lib/kit/src/{interpreter,parts}/*.ts",
    "app/cli/src/demo/every-pack/*.ts",
  ],
  explainMissing: () =>
    process.getuid?.() === 0 ? undefined : "Only root may hide programs in a mount namespace with an overlay here.",
  run,
};
