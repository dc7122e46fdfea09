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

  it("with protection that the runner cannot enforce fails the job", async () => {
    bench.github.protection.set("forge-publish", ["required_reviewers"]);
    const end = await bench.run({ ".github/workflows/t.yml": text("    environment: forge-publish") }, "t.yml");
    expect(end.conclusion).toBe("failure");
    expect(end.messages.join()).toContain("required_reviewers");
  });
});

describe("concurrency", () => {
  // Each run fails when another run of the group is inside at the same time.
  const text = (line: string) =>
    [
      "on: {workflow_dispatch: {inputs: {n: {type: string}}}}",
      "permissions: {}",
      line,
      "jobs:",
      "  a:",
      "    runs-on: ubuntu-latest",
      "    steps:",
      `      - run: mkdir "${"$"}LOCK" && sleep 0.3 && rmdir "${"$"}LOCK"`,
    ].join("\n");

  const start = async (line: string, runs: number) => {
    await bench.stop();
    const lock = `/tmp/plugsmith-lock-${process.pid}-${Math.random().toString(36).slice(2)}`;
    bench = startTestRunner({ environment: { LOCK: lock } });
    bench.github.commit("acme/shop", { ".github/workflows/t.yml": text(line) });
    const ids = Array.from({ length: runs }, (_, n) => bench.github.dispatch("acme/shop", "t.yml", { n: String(n) }));
    await bench.runner.idle();
    return ids.map((id) => bench.github.run(id).conclusion);
  };

  it("lets one run of a group work at a time; without the line two collide and one fails", async () => {
    expect(await start("concurrency: {group: g}", 2)).toEqual(["success", "success"]);
    expect((await start("# none", 2)).sort()).toEqual(["failure", "success"]);
  });

  it("keeps only the newest waiting run, and all of them with queue: max", async () => {
    expect(await start("concurrency: {group: g}", 3)).toEqual(["success", "cancelled", "success"]);
    expect(await start("concurrency: {group: g, queue: max}", 3)).toEqual(["success", "success", "success"]);
  });

  it("cancels the running one with cancel-in-progress", async () => {
    expect(await start("concurrency: {group: g, cancel-in-progress: true}", 2)).toEqual(["cancelled", "success"]);
  });
});

describe("artifacts", () => {
  const text = (needs: string) =>
    [
      "on: workflow_dispatch",
      "permissions: {}",
      "jobs:",
      "  a:",
      "    runs-on: ubuntu-latest",
      "    steps:",
      "      - run: mkdir -p $RUNNER_TEMP/out/deep && echo 1 > $RUNNER_TEMP/out/one && echo 2 > $RUNNER_TEMP/out/deep/two && echo 3 > $RUNNER_TEMP/out/.hidden",
      `      - {uses: 'actions/upload-artifact@${pin}', with: {name: all, path: '\${{ runner.temp }}/out', if-no-files-found: error}}`,
      "  b:",
      needs,
      "    runs-on: ubuntu-latest",
      "    steps:",
      `      - {uses: 'actions/download-artifact@${pin}', with: {name: all, path: got}}`,
      "      - run: cat got/one got/deep/two && test ! -e got/.hidden",
    ].join("\n");

  it("travel from one job to the next by name", async () => {
    const end = await bench.run({ ".github/workflows/t.yml": text("    needs: a") }, "t.yml");
    expect(end.messages).toEqual([]);
    expect(end.conclusion).toBe("success");
    expect([...end.artifacts.keys()]).toEqual(["all"]);
  });

  it("fail the upload when a required file is missing, and the download when the name is unknown", async () => {
    const wrong = text("    needs: a").replace("/out', if", "/nothing', if");
    const end = await bench.run({ ".github/workflows/t.yml": wrong }, "t.yml");
    expect(end.conclusion).toBe("failure");
    const other = text("    needs: a").replace("name: all, path: got", "name: other, path: got");
    expect((await bench.run({ ".github/workflows/t.yml": other }, "t.yml")).messages.join()).toContain(
      'no artifact "other"',
    );
  });

  it("cannot take files from outside the job's folders", async () => {
    const wrong = text("    needs: a").replace("'${{ runner.temp }}/out'", "/etc/passwd");
    const end = await bench.run({ ".github/workflows/t.yml": wrong }, "t.yml");
    expect(end.messages.join()).toContain("outside the job's workspace");
  });
});

describe("checkout", () => {
  const steps = (inputs: string, after: string) =>
    [
      "on: {workflow_dispatch: {inputs: {sha: {type: string}}}}",
      "permissions: {contents: read}",
      "jobs:",
      "  a:",
      "    runs-on: ubuntu-latest",
      "    steps:",
      `      - {uses: 'actions/checkout@${pin}', with: {${inputs}}}`,
      `      - run: ${after}`,
    ].join("\n");

  it("takes the asked commit, not the newest one, and keeps no credentials when told so", async () => {
    const old = bench.github.commit("acme/shop", { "a.txt": "old" });
    const text = steps(
      "ref: '${{ inputs.sha }}', persist-credentials: false",
      "grep -q old a.txt && ! grep -qi authorization .git/config",
    );
    const end = await bench.run({ "a.txt": "new", ".github/workflows/t.yml": text }, "t.yml", { sha: old });
    expect(end.messages).toEqual([]);
    expect(end.conclusion).toBe("success");
    const keeping = text.replace(", persist-credentials: false", "");
    expect(
      (await bench.run({ "a.txt": "new", ".github/workflows/t.yml": keeping }, "t.yml", { sha: old })).conclusion,
    ).toBe("failure");
  });

  it("fetches another repository into a path", async () => {
    bench.github.commit("forge/other", { "b.txt": "there" });
    const text = steps("repository: forge/other, path: other", "grep -q there other/b.txt");
    expect((await bench.run({ ".github/workflows/t.yml": text }, "t.yml")).conclusion).toBe("success");
  });

  it("refuses an input that it would ignore", async () => {
    const end = await bench.run({ ".github/workflows/t.yml": steps("submodules: true", "'true'") }, "t.yml");
    expect(end.messages.join()).toContain('"submodules"');
  });
});
