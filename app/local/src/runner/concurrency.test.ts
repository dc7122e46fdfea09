import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { startTestRunner } from "./start-test-runner.ts";

let bench: ReturnType<typeof startTestRunner>;
beforeEach(() => {
  bench = startTestRunner();
});
afterEach(() => bench.stop());

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
