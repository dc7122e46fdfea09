import { describe, expect, it } from "vitest";
import { fakeEngine } from "../fake-engine.ts";
import { watchRun } from "./watch-run.ts";

const engineWith = (...runs: string[]) => {
  const engine = fakeEngine();
  engine.images.set("shop", { Id: "sha256:shop", Size: 1 });
  for (const run of runs) void engine.run(["run", "--name", `c-${run}`, "--label", `org.plugsmith.run=${run}`, "shop"]);
  return engine;
};

describe("watchRun", () => {
  it("touches nothing when the step said that it is done", async () => {
    const engine = engineWith("a");
    engine.calls.length = 0;
    expect(await watchRun(engine, "a", Promise.resolve("done\n"), async () => {})).toBe(0);
    expect(engine.calls).toEqual([]);
  });

  it("removes a killed step's containers, those that were still on their way too, and no others", async () => {
    const engine = engineWith("a", "b");
    let rounds = 0;
    const late = async () => {
      rounds += 1;
      if (rounds === 3) void engine.run(["run", "--name", "c-late", "--label", "org.plugsmith.run=a", "shop"]);
    };
    expect(await watchRun(engine, "a", Promise.resolve(""), late)).toBe(2);
    expect([...engine.containers.keys()]).toEqual(["c-b"]);
  });
});
