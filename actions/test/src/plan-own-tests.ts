import type { Interpreter } from "@plugsmith/action-kit";
import type { PluginManifest } from "@plugsmith/schemas";

export interface OwnTests {
  /** `node` stands for the running Node. */
  readonly program: string;
  readonly args: readonly string[];
  /** Besides the plugin's folder. */
  readonly readOnly: readonly string[];
}

/** Runners that a pack of the runtime brings along, by path in the plugin's folder. */
const runners: Partial<Record<PluginManifest["runtime"], { program: string; args: string[]; file: string }>> = {
  php: { program: "/usr/bin/php", args: ["-d", "display_errors=stderr"], file: "tests/run.php" },
  python: { program: "/usr/bin/python3", args: ["-I", "-B"], file: "tests/run.py" },
  bash: { program: "/bin/bash", args: ["--noprofile", "--norc"], file: "tests/run.sh" },
};

/**
 * How a plugin's own tests are run, from the files it has; `null` when there are none. Node's tests run in one process,
 * because its permission model forbids more.
 */
export function planOwnTests(
  runtime: PluginManifest["runtime"],
  files: readonly string[],
  interpreter?: Interpreter,
): OwnTests | null {
  if (runtime === "node") {
    const tests = files.filter((path) => /^tests?\/.*\.test\.(c|m)?js$/.test(path));
    if (tests.length === 0) return null;
    return {
      program: "node",
      args: ["--test", "--test-isolation=none", "--test-reporter=tap", ...tests],
      readOnly: [],
    };
  }
  const runner = runners[runtime];
  if (!runner || !files.includes(runner.file)) return null;
  const { program = runner.program, args = [], readOnly = [] } = interpreter ?? {};
  return { program, args: [...args, ...runner.args, runner.file], readOnly };
}
