import { describe, expect, it } from "vitest";
import { fakeEngine } from "./fake-engine.ts";
import { gatherContainerCosts, parseMemoryUse } from "./gather-container-costs.ts";

it.each([
  ["118.7MiB / 1GiB", 118.7],
  ["1.5GiB / 2GiB", 1536],
  ["512KiB / 1GiB", 0.5],
  ["-- / --", 0],
  ["", 0],
])("reads %j as MiB", (text, mib) => {
  expect(parseMemoryUse(text)).toBe(mib);
});

describe("gatherContainerCosts", () => {
  it("sums the memory of all containers until the run is over", async () => {
    const over = new AbortController();
    const costs = gatherContainerCosts(fakeEngine(), ["a", "b"], over.signal, undefined);
    while (costs.peakMiB() === 0) await new Promise(setImmediate);
    over.abort();
    expect(costs.peakMiB()).toBe(200);
  });

  it("says when a shop wrote more into its image's layer than it may", async () => {
    const engine = fakeEngine();
    const known = engine.run;
    engine.run = async (args) =>
      args.includes("--size") ? { exitCode: 0, stdout: String(3 * 2 ** 30), stderr: "" } : known(args);
    const costs = gatherContainerCosts(engine, ["shop"], new AbortController().signal, "shop");
    expect(await costs.tooMuch).toBe("The shop wrote 3072 MiB beside its folder; 1024 are allowed.");
  });
});
