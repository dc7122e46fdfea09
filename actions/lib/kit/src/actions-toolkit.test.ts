import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, it } from "vitest";

const folder = mkdtempSync(join(tmpdir(), "plugsmith-actions-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Runs a script with a toolkit in a process of its own, as a runner does. */
function play(script: string, environment: Record<string, string> = {}) {
  const output = join(folder, "output");
  const summary = join(folder, "summary");
  writeFileSync(output, "");
  writeFileSync(summary, "");
  const kit = JSON.stringify(join(import.meta.dirname, "actions-toolkit.ts"));
  const run = spawnSync(
    process.execPath,
    [
      "--input-type=module",
      "-e",
      `const { actionsToolkit } = await import(${kit}); const toolkit = actionsToolkit(); ${script}`,
    ],
    {
      encoding: "utf8",
      cwd: import.meta.dirname,
      env: { GITHUB_OUTPUT: output, GITHUB_STEP_SUMMARY: summary, ...environment },
    },
  );
  return { ...run, output: readFileSync(output, "utf8"), summary: readFileSync(summary, "utf8") };
}

it("reads inputs and run facts as a runner gives them", () => {
  const { stdout } = play("console.log(JSON.stringify([toolkit.input('plugin-dir'), toolkit.run]));", {
    "INPUT_PLUGIN-DIR": " plugins/x ",
    GITHUB_REPOSITORY: "acme/forge",
    GITHUB_API_URL: "http://127.0.0.1:1/api",
    GITHUB_RUN_ID: "7",
    RUNNER_TEMP: "/t",
  });
  expect(JSON.parse(stdout)).toEqual([
    "plugins/x",
    {
      apiUrl: "http://127.0.0.1:1/api",
      serverUrl: "https://github.com",
      repository: "acme/forge",
      runId: "7",
      temp: "/t",
    },
  ]);
});

it("writes outputs and summary to the runner's files, many lines at a time", () => {
  const { output, summary } = play(
    "toolkit.setOutput('result', 'a\\nb'); toolkit.setOutput('status', 'ok'); toolkit.addSummary('# hi\\n');",
  );
  expect(output).toMatch(/^result<<(forge_[0-9a-f-]+)\na\nb\n\1\nstatus=ok\n$/);
  expect(summary).toBe("# hi\n");
});

it("fences untrusted text with a token that changes", () => {
  const script = "toolkit.showUntrusted('tests', '::error::from a plugin');";
  const first = play(script).stdout;
  expect(first).toMatch(
    /^::group::tests\n::stop-commands::([0-9a-f-]{36})\n::error::from a plugin\n::\1::\n::endgroup::\n$/,
  );
  expect(play(script).stdout).not.toBe(first);
});

it("masks, annotates and sets the exit code", () => {
  const { stdout, status } = play(
    "toolkit.mask('s3cret'); toolkit.annotate({ level: 'error', title: 'x', message: 'a\\nb', file: 'plugins/a,b/c.php', line: 7 }); toolkit.info('::notice::no'); toolkit.setExitCode(1);",
  );
  expect(stdout).toBe("::add-mask::s3cret\n::error title=x,file=plugins/a%2Cb/c.php,line=7::a%0Ab\n· ::notice::no\n");
  expect(status).toBe(1);
});

it("works where a runner gives no files at all", () => {
  expect(
    play("toolkit.setOutput('a', 'b'); toolkit.addSummary('c');", { GITHUB_OUTPUT: "", GITHUB_STEP_SUMMARY: "" })
      .status,
  ).toBe(0);
});
