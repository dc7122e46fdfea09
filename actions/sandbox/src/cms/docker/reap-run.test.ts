import { expect, it } from "vitest";
import { fakeEngine } from "./fake-engine.ts";
import { reapRun } from "./reap-run.ts";

it("removes containers before volumes, of one run only, and twice changes nothing", async () => {
  const engine = fakeEngine();
  engine.images.set("shop", { Id: "sha256:shop", Size: 1 });
  for (const run of ["a", "b"]) {
    void engine.run(["run", "--name", `shop-${run}`, "--label", `org.plugsmith.run=${run}`, "shop"]);
    await engine.run(["volume", "create", "--label", `org.plugsmith.run=${run}`, `site-${run}`]);
  }
  engine.calls.length = 0;
  expect(await reapRun(engine, "a")).toBe(2);
  expect(engine.calls.map(([verb, what]) => `${verb} ${what}`)).toEqual([
    "ps --all",
    "rm --force",
    "volume ls",
    "volume rm",
  ]);
  expect(await reapRun(engine, "a")).toBe(0);
  expect([[...engine.containers.keys()], [...engine.volumes.keys()]]).toEqual([["shop-b"], ["site-b"]]);
});
