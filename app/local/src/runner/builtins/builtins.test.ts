import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { startTestRunner } from "../start-test-runner.ts";

let bench: ReturnType<typeof startTestRunner>;
beforeEach(() => {
  bench = startTestRunner();
});
afterEach(() => bench.stop());

const pin = "08c6903cd8c0fde910a37f88322edcfb5dd907a8";

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
