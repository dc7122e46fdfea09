import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { startTestRunner } from "./start-test-runner.ts";

let bench: ReturnType<typeof startTestRunner>;
beforeEach(() => {
  bench = startTestRunner();
});
afterEach(() => bench.stop());

const pin = "08c6903cd8c0fde910a37f88322edcfb5dd907a8";
const caller = (sha: string, extra: readonly string[] = []) =>
  [
    "on: {workflow_dispatch: {inputs: {name: {type: string, required: true}}}}",
    "permissions: {}",
    ...extra,
    "jobs:",
    "  call:",
    "    permissions: {contents: read, id-token: write}",
    `    uses: forge/plugsmith/.github/workflows/lib.yml@${sha}`,
    "    with: {name: '${{ inputs.name }}'}",
    "  after:",
    "    needs: call",
    "    runs-on: ubuntu-latest",
    "    steps: [{run: 'echo after ${{ needs.call.outputs.word }}'}]",
  ].join("\n");
const library = {
  ".github/workflows/lib.yml": [
    "on:",
    "  workflow_call:",
    "    inputs: {name: {type: string, required: true}}",
    "    outputs: {word: {value: '${{ jobs.work.outputs.word }}'}}",
    "permissions: {}",
    "jobs:",
    "  work:",
    "    permissions: {contents: read, id-token: write}",
    "    runs-on: ubuntu-latest",
    "    environment: forge-publish",
    "    outputs: {word: '${{ steps.hello.outputs.word }}'}",
    "    steps:",
    "      - {id: hello, uses: $/actions/hello, with: {who: '${{ inputs.name }}'}}",
    "      - {uses: $/actions/both, with: {who: composed}}",
  ].join("\n"),
  "package.json": '{"type":"module"}',
  "actions/hello/action.yml": [
    "name: hello",
    "description: says hello",
    "inputs: {who: {required: true, description: who}, mark: {default: '!', description: mark}}",
    "outputs: {word: {description: word}}",
    "runs: {using: node24, main: main.js, post: post.js}",
  ].join("\n"),
  "actions/hello/main.js": [
    'import { appendFileSync } from "node:fs";',
    "const { INPUT_WHO, INPUT_MARK, GITHUB_OUTPUT, GITHUB_STATE, ACTIONS_ID_TOKEN_REQUEST_URL: url } = process.env;",
    'console.log("hello", INPUT_WHO + INPUT_MARK);',
    "appendFileSync(GITHUB_OUTPUT, `word=${INPUT_WHO}\\n`);",
    "appendFileSync(GITHUB_STATE, `kept=${INPUT_WHO}\\n`);",
    "if (url) {",
    "  const headers = { authorization: `bearer ${process.env.ACTIONS_ID_TOKEN_REQUEST_TOKEN}` };",
    "  const ask = async (h) => { const r = await fetch(`${url}&audience=sigstore`, { headers: h }); return { status: r.status, ...(await r.json()) }; };",
    '  console.log("claims", (await ask(headers)).value);',
    '  console.log("stranger", (await ask({})).status);',
    "}",
  ].join("\n"),
  "actions/hello/post.js": 'console.log("post", process.env.STATE_kept);',
  "actions/both/action.yml": [
    "name: both",
    "description: composite",
    "inputs: {who: {required: true, description: who}}",
    "runs:",
    "  using: composite",
    "  steps:",
    "    - {uses: $/actions/hello, with: {who: '${{ inputs.who }}'}}",
    "    - {run: 'echo in $GITHUB_WORKSPACE', shell: bash}",
  ].join("\n"),
};

describe("a called workflow of another repository", () => {
  it("is read at exactly its commit, with its own actions, and hands outputs back", async () => {
    const sha = bench.github.commit("forge/plugsmith", library);
    bench.github.commit("forge/plugsmith", { "README.md": "later, without the workflow" });
    const end = await bench.run({ ".github/workflows/t.yml": caller(sha) }, "t.yml", { name: "maya" });
    expect(end.messages).toEqual([]);
    expect(end.conclusion).toBe("success");
    expect(end.lines).toEqual(
      expect.arrayContaining(["hello maya!", "hello composed!", "post maya", "post composed", "after maya"]),
    );
    expect(end.jobs.map((job) => job.name)).toEqual(["call / work", "after"]);
    expect(bench.github.run(end.runId).calledWorkflows).toEqual([
      { path: `forge/plugsmith/.github/workflows/lib.yml@${sha}`, sha },
    ]);
  });

  it("is told by GitHub's claims which workflow file holds the job, for the audience asked", async () => {
    const sha = bench.github.commit("forge/plugsmith", library);
    const end = await bench.run({ ".github/workflows/t.yml": caller(sha) }, "t.yml", { name: "maya" });
    const token = end.lines.find((line) => line.startsWith("claims "))?.slice(7) ?? "";
    const claims = JSON.parse(Buffer.from(token, "base64url").toString()) as Record<string, unknown>;
    const own = bench.github.tokens.size;
    expect(own).toBeGreaterThan(0);
    expect(claims).toMatchObject({
      iss: "https://issuer.test",
      aud: "sigstore",
      sub: "repo:acme/shop:environment:forge-publish",
      repository: "acme/shop",
      repository_id: "41",
      repository_owner: "acme",
      repository_owner_id: "42",
      ref: "refs/heads/main",
      event_name: "workflow_dispatch",
      workflow_ref: "acme/shop/.github/workflows/t.yml@refs/heads/main",
      job_workflow_ref: `forge/plugsmith/.github/workflows/lib.yml@${sha}`,
      job_workflow_sha: sha,
      environment: "forge-publish",
      run_id: String(end.runId),
      runner_environment: "self-hosted",
      actor: "maya",
      actor_id: "7",
    });
    expect(claims["sha"]).toBe(claims["workflow_sha"]);
    expect(Number(claims["exp"]) - Number(claims["iat"])).toBe(300);
    expect(end.lines).toContain("stranger 401");
  });

  it("gets no identity token without id-token: write", async () => {
    const files = {
      ...library,
      ".github/workflows/t.yml": [
        "on: workflow_dispatch",
        "permissions: {contents: read}",
        "jobs: {a: {runs-on: ubuntu-latest, steps: [{run: 'test -n \"$ACTIONS_ID_TOKEN_REQUEST_URL\"'}]}}",
      ].join("\n"),
    };
    expect((await bench.run(files, "t.yml")).conclusion).toBe("failure");
    const line = files[".github/workflows/t.yml"].replace("contents: read", "contents: read, id-token: write");
    expect((await bench.run({ ...files, ".github/workflows/t.yml": line }, "t.yml")).conclusion).toBe("success");
  });

  it.each(["main", "v1", pin.slice(0, 39)])("is refused when pinned to %s", async (ref) => {
    bench.github.commit("forge/plugsmith", library);
    const end = await bench.run({ ".github/workflows/t.yml": caller(ref) }, "t.yml", { name: "maya" });
    expect(end.conclusion).toBe("startup_failure");
    expect(end.messages.join()).toContain("reference_not_pinned");
  });

  it("is refused when the commit does not exist", async () => {
    bench.github.commit("forge/plugsmith", library);
    const end = await bench.run({ ".github/workflows/t.yml": caller(pin) }, "t.yml", { name: "maya" });
    expect(end.messages.join()).toContain("reference_missing");
  });

  it("is refused when a required input is missing", async () => {
    const sha = bench.github.commit("forge/plugsmith", library);
    const text = caller(sha).replace(/ {4}with: .*\n/, "");
    const end = await bench.run({ ".github/workflows/t.yml": text }, "t.yml", { name: "maya" });
    expect(end.conclusion).toBe("failure");
    expect(end.messages.join()).toContain('"name" is required');
  });
});

describe("an environment", () => {
  const text = (line: string) =>
    [
      "on: workflow_dispatch",
      "permissions: {}",
      "jobs:",
      "  a:",
      "    permissions: {id-token: write}",
      "    runs-on: ubuntu-latest",
      line,
      "    steps:",
      "      - run: |",
      '          curl -s -H "authorization: bearer $ACTIONS_ID_TOKEN_REQUEST_TOKEN" "$ACTIONS_ID_TOKEN_REQUEST_URL" | cut -d\'"\' -f4 | base64 -d 2>/dev/null | grep -q environment:forge-publish',
    ].join("\n");

  it("is named in the token's subject; without the line a check of it fails", async () => {
    expect(
      (await bench.run({ ".github/workflows/t.yml": text("    environment: forge-publish") }, "t.yml")).conclusion,
    ).toBe("success");
    expect((await bench.run({ ".github/workflows/t.yml": text("    # none") }, "t.yml")).conclusion).toBe("failure");
  });

  it("gives its secrets to the jobs that declare it, also inside a called workflow, and masks them in the log", async () => {
    const own = startTestRunner({ environmentSecrets: { "forge-publish": { KEY: "line one\nline two" } } });
    const job = (id: string, environment: string) => [
      `  ${id}:`,
      "    runs-on: ubuntu-latest",
      `    ${environment}`,
      "    steps:",
      '      - run: echo "seen ${#KEY} $KEY"',
      "        env:",
      "          KEY: ${{ secrets.KEY }}",
    ];
    const called = [
      "on: workflow_call",
      "jobs:",
      ...job("inside", "environment: forge-publish"),
      ...job("outside", "# none"),
    ];
    const caller = ["on: workflow_dispatch", "jobs:", "  call:", "    uses: ./.github/workflows/called.yml"];
    const files = { ".github/workflows/called.yml": called.join("\n"), ".github/workflows/t.yml": caller.join("\n") };
    const { conclusion, lines } = await own.run(files, "t.yml");
    expect(conclusion).toBe("success");
    expect(
      lines
        .filter((line) => line.includes("seen"))
        .map((line) => line.trim())
        .sort(),
    ).toEqual(["seen 0", "seen 17 ***"]);
    expect(lines.join("\n")).not.toMatch(/line (one|two)/u);
    await own.stop();
  });

  it("with protection that the runner cannot enforce fails the job", async () => {
    bench.github.protection.set("forge-publish", ["required_reviewers"]);
    const end = await bench.run({ ".github/workflows/t.yml": text("    environment: forge-publish") }, "t.yml");
    expect(end.conclusion).toBe("failure");
    expect(end.messages.join()).toContain("required_reviewers");
  });
});

describe("an action's files", () => {
  it("are fetched anew for each job, so that one job cannot change what another runs", async () => {
    const files = {
      "actions/x/action.yml": "name: x\ndescription: x\nruns: {using: node24, main: main.js}",
      "actions/x/main.js":
        'console.log("clean"); require("fs").writeFileSync(__filename, "console.log(\\"tampered\\")");',
      ".github/workflows/t.yml": [
        "on: workflow_dispatch",
        "permissions: {}",
        "jobs:",
        "  a: {runs-on: ubuntu-latest, steps: [{uses: $/actions/x}]}",
        "  b: {needs: a, runs-on: ubuntu-latest, steps: [{uses: $/actions/x}]}",
      ].join("\n"),
    };
    expect((await bench.run(files, "t.yml")).lines).toEqual(["clean", "clean"]);
  });
});
