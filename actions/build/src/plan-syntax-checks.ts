import type { PluginManifest } from "@plugsmith/schemas";

export interface SyntaxCheck {
  readonly program: string;
  /** Arguments before the file. */
  readonly args: readonly string[];
  readonly files: readonly string[];
}

const checkers: Partial<Record<PluginManifest["runtime"], { program: string; args: string[]; files: RegExp }>> = {
  php: { program: "/usr/bin/php", args: ["-l"], files: /\.php$/ },
  python: {
    program: "/usr/bin/python3",
    args: ["-I", "-B", "-c", "import ast,sys; ast.parse(open(sys.argv[1]).read(), sys.argv[1])"],
    files: /\.py$/,
  },
  bash: { program: "/bin/bash", args: ["-n"], files: /\.sh$/ },
};

/** Which staged files a runtime's own parser must accept before anything of them runs; `null` when none can say. */
export function planSyntaxChecks(runtime: PluginManifest["runtime"], staged: readonly string[]): SyntaxCheck | null {
  const checker = checkers[runtime];
  if (!checker) return null;
  return { program: checker.program, args: checker.args, files: staged.filter((path) => checker.files.test(path)) };
}
