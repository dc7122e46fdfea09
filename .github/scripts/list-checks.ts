import { existsSync, globSync } from "node:fs";
import { join } from "node:path";
import type { Check } from "./check.ts";
import { commandCheck, countFrom } from "./command-check.ts";
import { demoCheck } from "./demo-check.ts";
import { systemPackagesCheck } from "./ensure-system-packages.ts";
import { projectRoot } from "./run-program.ts";
import { vitestCheck } from "./vitest-check.ts";

const unitFolders = [
  "schemas/",
  "templates/",
  "actions/",
  "app/",
  "runner-agent/",
  "bench/",
  ".github/scripts/",
  ".github/deep/",
];

/** Every check of `npm test` in the order it runs: cheap and general first, so that the first ✗ is the cause. */
export function listChecks(): Check[] {
  const exists = (path: string) => existsSync(join(projectRoot, path));
  return [
    systemPackagesCheck,
    commandCheck({
      name: "generated files",
      argv: ["node", ".github/scripts/generate-contracts.ts", "--check"],
      count: countFrom(/(\d+) generated files/),
      unit: "files",
      fix: "Run: npm run generate",
    }),
    commandCheck({
      name: "format",
      argv: ["biome", "check", "."],
      count: countFrom(/Checked (\d+) files?/),
      unit: "files",
      fix: "Run: npm run format",
    }),
    commandCheck({
      name: "lint",
      argv: ["oxlint", "--deny-warnings"],
      count: countFrom(/on ([\d,]+) files?/),
      unit: "files",
      fix: "Mend each line above; the rules are in .oxlintrc.json.",
    }),
    commandCheck({
      name: "types",
      argv: ["tsc", "-p", "tsconfig.json", "--diagnostics"],
      count: countFrom(/^Files:\s+(\d+)/m),
      unit: "files",
      fix: "Run: npm run check:types",
    }),
    commandCheck({
      name: "dead code",
      argv: ["knip", "--reporter", "./.github/scripts/knip-reporter.ts", "--no-progress"],
      count: countFrom(/knip: (\d+) files/),
      unit: "files",
      fix: "Remove what nothing uses, or name the entry in knip.json.",
    }),
    vitestCheck("architecture", [".github/checks/"], 300_000),
    ...(exists(".github/scripts/build-actions.ts")
      ? [
          commandCheck({
            name: "action bundles",
            argv: ["node", ".github/scripts/build-actions.ts"],
            count: () => globSync("actions/*/dist/main.js", { cwd: projectRoot }).length,
            unit: "bundles",
            fix: "Run: npm run build",
          }),
        ]
      : []),
    vitestCheck("tests", unitFolders, 1_500_000),
    ...(exists("app/cli/src/demo/register-demo.ts") ? [demoCheck] : []),
  ];
}
