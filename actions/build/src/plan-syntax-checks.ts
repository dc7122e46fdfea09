import type { Interpreter } from "@plugsmith/action-kit";
import type { PluginManifest } from "@plugsmith/schemas";

export interface SyntaxCheck {
  readonly program: string;
  /** Arguments before the files. */
  readonly args: readonly string[];
  readonly files: readonly string[];
  /** How many files one process judges: starting it behind the boundary takes longer than judging a file. */
  readonly atOnce: number;
}

/** PHP judges one file per process (more only since 8.3), so a process behind the boundary starts the others. */
const lintPhp = `foreach (array_slice($argv, 1) as $file) {
  $lint = proc_open([PHP_BINARY, "-n", "-l", $file], [1 => ["pipe", "w"], 2 => ["redirect", 1]], $pipes);
  $words = stream_get_contents($pipes[1]);
  if (proc_close($lint) !== 0) { echo $words; exit(1); }
}`;
/** In WebAssembly PHP starts no other process: its own parser, without what only its compiler refuses. */
const parsePhp = `foreach (array_slice($argv, 1) as $file) {
  try { token_get_all(file_get_contents($file), TOKEN_PARSE); }
  catch (ParseError $error) { echo $error->getMessage(), " in ", $file, ":", $error->getLine(); exit(1); }
}`;
const parsePython = "import ast,sys\nfor name in sys.argv[1:]: ast.parse(open(name).read(), name)";

const checkers: Partial<Record<PluginManifest["runtime"], Omit<SyntaxCheck, "files"> & { files: RegExp }>> = {
  php: { program: "/usr/bin/php", args: ["-n", "-r", lintPhp, "--"], files: /\.(php|phtml)$/, atOnce: 100 },
  python: { program: "/usr/bin/python3", args: ["-I", "-B", "-c", parsePython], files: /\.py$/, atOnce: 100 },
  bash: { program: "/bin/bash", args: ["-n"], files: /\.sh$/, atOnce: 1 },
};

/** Which staged files a runtime's own parser must accept before anything of them runs; `null` when none can say. */
export function planSyntaxChecks(
  runtime: PluginManifest["runtime"],
  staged: readonly string[],
  interpreter?: Interpreter,
): SyntaxCheck | null {
  const checker = checkers[runtime];
  if (!checker) return null;
  const files = staged.filter((path) => checker.files.test(path));
  if (!interpreter?.portable) return { ...checker, files };
  const args = runtime === "php" ? ["-n", "-r", parsePhp, "--"] : checker.args;
  return { ...checker, program: interpreter.program, args: [...interpreter.args, ...args], files };
}
