import { spawnSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/**
 * Starts each built action as a runner would, in a folder without node_modules and with no inputs: it must end with exit code
 * 1 and say in its output `result` that an input is missing. Answers what went wrong.
 */
export function checkStarts(actions: string, steps: readonly string[]): string[] {
  const folder = mkdtempSync(join(tmpdir(), "plugsmith-starts-"));
  const failures: string[] = [];
  try {
    // A release holds the project's package.json above the actions; it makes main.js a module.
    writeFileSync(join(folder, "package.json"), '{ "type": "module" }\n');
    for (const step of steps) {
      const home = join(folder, "actions", step);
      mkdirSync(home, { recursive: true });
      cpSync(join(actions, step, "dist"), join(home, "dist"), { recursive: true });
      const output = join(folder, `${step}.output`);
      writeFileSync(output, "");
      const run = spawnSync(process.execPath, [join(home, "dist/main.js")], {
        cwd: folder,
        env: { PATH: process.env["PATH"], GITHUB_OUTPUT: output, RUNNER_TEMP: folder },
        encoding: "utf8",
        timeout: 30_000,
      });
      const result = /^result=(.*)$/m.exec(readFileSync(output, "utf8"))?.[1];
      if (run.status !== 1 || !result?.includes('"input_invalid"')) {
        failures.push(`${step}: ended with ${run.signal ?? run.status}: ${run.stderr.slice(0, 800)}${result ?? ""}`);
      }
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
  return failures;
}
