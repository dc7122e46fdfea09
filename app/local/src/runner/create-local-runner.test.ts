import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { startTestRunner } from "./start-test-runner.ts";

let bench: ReturnType<typeof startTestRunner>;
beforeEach(() => {
  bench = startTestRunner();
});
afterEach(() => bench.stop());

const checkoutPin = "actions/checkout@08c6903cd8c0fde910a37f88322edcfb5dd907a8";
const workflow = (lines: readonly string[], head: readonly string[] = ["permissions: {}"]) =>
  [
    "name: t",
    "on:",
    "  workflow_dispatch: {inputs: {name: {type: string, default: x}}}",
    ...head,
    "jobs:",
    ...lines,
  ].join("\n");
const file = (text: string) => ({ ".github/workflows/t.yml": text });
const job = (steps: readonly string[], extra: readonly string[] = []) => [
  "  a:",
  "    runs-on: ubuntu-latest",
  ...extra.map((line) => `    ${line}`),
  "    steps:",
  ...steps.map((line) => `      ${line}`),
];

describe("the local runner", () => {
  it("runs a shell step, keeps outputs between steps and jobs, and hides the token", async () => {
    const text = workflow([
      "  a:",
      "    runs-on: ubuntu-latest",
      "    outputs: {word: '${{ steps.one.outputs.word }}'}",
      "    steps:",
      "      - id: one",
      "        run: |",
      '          echo "word=hel lo" >> "$GITHUB_OUTPUT"',
      '          printf "many<<E\\na\\nb\\nE\\n" >> "$GITHUB_ENV"',
      "      - env: {TOKEN: '${{ github.token }}', NAME: '${{ inputs.name }}'}",
      '        run: echo "$many $NAME $TOKEN"',
      "  b:",
      "    needs: a",
      "    runs-on: ubuntu-24.04",
      "    steps:",
      "      - run: echo got ${{ needs.a.outputs.word }}",
    ]);
    const end = await bench.run(file(text), "t.yml", { name: "shop" });
    expect(end.conclusion).toBe("success");
    expect(end.lines).toContain("got hel lo");
    expect(end.lines).toContain("b shop ***");
    expect(end.jobs.map((view) => [view.name, view.conclusion])).toEqual([
      ["a", "success"],
      ["b", "success"],
    ]);
    expect([...bench.github.tokens.values()].every((token) => token.revoked)).toBe(true);
  });

  it("gives steps nothing of the host's environment but PATH", async () => {
    process.env["PLUGSMITH_TEST_SECRET"] = "leak-me";
    const end = await bench.run(file(workflow(job(["- run: env"]))), "t.yml");
    delete process.env["PLUGSMITH_TEST_SECRET"];
    const names = end.lines.map((line) => line.split("=")[0] ?? "").filter((name) => /^[A-Z]\w*$/.test(name));
    expect(end.lines.join("\n")).not.toContain("leak-me");
    expect(names.filter((name) => !/^(GITHUB_|RUNNER_|CI$|PATH$|HOME$|LANG$|PWD$|SHLVL$|OLDPWD$)/.test(name))).toEqual(
      [],
    );
  });

  it("lets no step set NODE_OPTIONS or the runner's own variables for later ones", async () => {
    const steps = [
      "- run: |",
      '    echo "NODE_OPTIONS=--require=/tmp/x" >> "$GITHUB_ENV"',
      '    echo "GITHUB_SHA=0" >> "$GITHUB_ENV"',
      '    echo "FINE=1" >> "$GITHUB_ENV"',
      '- run: echo "[$NODE_OPTIONS][${#GITHUB_SHA}][$FINE]"',
    ];
    const end = await bench.run(file(workflow(job(steps))), "t.yml");
    expect(end.lines).toContain("[][40][1]");
  });

  it("stops acting on commands between stop-commands and its word", async () => {
    const steps = [
      "- run: |",
      "    echo '::stop-commands::w0rd'",
      "    echo '::error::not me'",
      "    echo '::w0rd::'",
      "    echo '::error::me'",
    ];
    const end = await bench.run(file(workflow(job(steps))), "t.yml");
    expect(end.messages).toEqual(["me"]);
  });

  it("skips after a failure, runs always() and failure(), and fails the run", async () => {
    const steps = [
      "- run: exit 3",
      "- run: echo never",
      "- if: failure()",
      "  run: echo cleanup",
      "- if: always()",
      "  run: echo last",
    ];
    const end = await bench.run(file(workflow(job(steps))), "t.yml");
    expect(end.conclusion).toBe("failure");
    expect(end.jobs[0]?.steps.map((step) => step.conclusion)).toEqual(["failure", "skipped", "success", "success"]);
  });

  it("skips a job whose ancestor failed even when the job between ran with always()", async () => {
    const text = workflow([
      "  a: {runs-on: ubuntu-latest, steps: [{run: exit 1}]}",
      "  b: {needs: a, if: always(), runs-on: ubuntu-latest, steps: [{run: 'true'}]}",
      "  c: {needs: b, runs-on: ubuntu-latest, steps: [{run: 'true'}]}",
    ]);
    const end = await bench.run(file(text), "t.yml");
    expect(Object.fromEntries(end.jobs.map((view) => [view.name, view.conclusion]))).toEqual({
      a: "failure",
      b: "success",
      c: "skipped",
    });
  });

  it("goes on after continue-on-error of a step and of a job", async () => {
    const text = workflow([
      "  a: {runs-on: ubuntu-latest, continue-on-error: true, steps: [{run: exit 1}]}",
      "  b: {needs: a, runs-on: ubuntu-latest, steps: [{run: exit 1, continue-on-error: true}, {run: echo on}]}",
    ]);
    const end = await bench.run(file(text), "t.yml");
    expect(end.conclusion).toBe("success");
    expect(end.lines).toContain("on");
  });

  it("runs a matrix from an earlier job's output", async () => {
    const text = workflow([
      "  a:",
      "    runs-on: ubuntu-latest",
      "    outputs: {list: '${{ steps.s.outputs.list }}'}",
      "    steps:",
      "      - {id: s, run: 'echo list=[1,2] >> \"$GITHUB_OUTPUT\"'}",
      "  b:",
      "    needs: a",
      "    strategy: {matrix: {n: '${{ fromJSON(needs.a.outputs.list) }}', include: [{n: 2, extra: y}, {n: 9}]}}",
      "    runs-on: ubuntu-latest",
      "    steps: [{run: 'echo n${{ matrix.n }}${{ matrix.extra }}'}]",
    ]);
    const end = await bench.run(file(text), "t.yml");
    expect(end.conclusion).toBe("success");
    expect(end.lines.filter((line) => line.startsWith("n")).sort()).toEqual(["n1", "n2y", "n9"]);
    expect(end.jobs.map((view) => view.name).sort()).toEqual(["a", "b (1)", "b (2, y)", "b (9)"]);
  });

  it("kills a whole process group when a step's time is over", async () => {
    const started = Date.now();
    const steps = ["- run: sleep 30 & sleep 30", "  timeout-minutes: 0.01"];
    const end = await bench.run(file(workflow(job(steps))), "t.yml");
    expect(end.conclusion).toBe("failure");
    expect(Date.now() - started).toBeLessThan(25_000);
  });

  it("cancels a run, and still runs the always() step", async () => {
    bench.github.commit("acme/shop", file(workflow(job(["- run: sleep 20", "- if: always()", "  run: echo swept"]))));
    const runId = bench.github.dispatch("acme/shop", "t.yml");
    await new Promise<void>((resolve) => {
      bench.runner.onEvent((event) => event.type === "job" && resolve());
    });
    bench.github.cancel(runId);
    await bench.runner.idle();
    expect(bench.github.run(runId).conclusion).toBe("cancelled");
    expect(bench.lines()).toContain("swept");
  });

  it.each(["windows-latest", "gpu"])("fails a job that asks for the runner %s", async (label) => {
    const end = await bench.run(
      file(workflow(job(["- run: 'true'"]).map((l) => l.replace("ubuntu-latest", label)))),
      "t.yml",
    );
    expect(end.conclusion).toBe("failure");
    expect(end.messages.join()).toContain(`"${label}"`);
  });

  it("refuses a workflow with a mistake before any job starts, naming line and column", async () => {
    const end = await bench.run(file(workflow(job(["- run: 'true'"], ["colour: red"]))), "t.yml");
    expect(end.conclusion).toBe("startup_failure");
    expect(end.messages.join()).toMatch(/workflow_invalid.*Line: \d+/);
  });

  it("refuses an input that the workflow does not have", async () => {
    const end = await bench.run(file(workflow(job(["- run: 'true'"]))), "t.yml", { other: "1" });
    expect(end.conclusion).toBe("startup_failure");
    expect(end.messages.join()).toContain('no input "other"');
  });

  describe("permissions", () => {
    it("give the token exactly the job's scopes", async () => {
      const text = workflow(
        job(["- run: 'true'"], ["permissions: {contents: read, pull-requests: write, id-token: write}"]),
      );
      await bench.run(file(text), "t.yml");
      expect([...bench.github.tokens.values()].map((token) => token.permissions)).toEqual([
        { contents: "read", pull_requests: "write", metadata: "read" },
      ]);
    });

    it("without contents: read make the checkout fail", async () => {
      const steps = [`- uses: ${checkoutPin}`, "- run: cat .github/workflows/t.yml > /dev/null"];
      const without = await bench.run(file(workflow(job(steps))), "t.yml");
      expect(without.conclusion).toBe("failure");
      expect(without.messages.join()).toContain("contents: read");
      const wanted = await bench.run(file(workflow(job(steps, ["permissions: {contents: read}"]))), "t.yml");
      expect(wanted.conclusion).toBe("success");
    });

    it("of a called workflow only shrink: asking for more than the caller has stops the run", async () => {
      const called = [
        "on: {workflow_call: {}}",
        "permissions: {}",
        "jobs:",
        "  c: {permissions: {checks: write}, runs-on: ubuntu-latest, steps: [{run: 'true'}]}",
      ].join("\n");
      const caller = (permissions: string) =>
        workflow([`  call: {permissions: ${permissions}, uses: ./.github/workflows/called.yml}`]);
      const files = (permissions: string) => ({ ...file(caller(permissions)), ".github/workflows/called.yml": called });
      const without = await bench.run(files("{contents: read}"), "t.yml");
      expect(without.conclusion).toBe("startup_failure");
      expect(without.messages.join()).toContain('"checks: write"');
      const wanted = await bench.run(files("{contents: read, checks: write}"), "t.yml");
      expect(wanted.conclusion).toBe("success");
      expect([...bench.github.tokens.values()].at(-1)?.permissions).toEqual({ checks: "write", metadata: "read" });
    });
  });

  describe("run-name", () => {
    it("becomes the run's title; without the line the run has none", async () => {
      const named = workflow(job(["- run: 'true'"]), [
        "run-name: forge-pipeline ${{ inputs.name }}",
        "permissions: {}",
      ]);
      expect((await bench.run(file(named), "t.yml", { name: "acme-pay" })).title).toBe("forge-pipeline acme-pay");
      expect((await bench.run(file(workflow(job(["- run: 'true'"]))), "t.yml")).title).toBeUndefined();
    });
  });
});
