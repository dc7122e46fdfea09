import { describe, expect, it } from "vitest";
import { createFakeForge, digestA, goodBody, greenResults, people } from "../testing/fake-forge.ts";

const graceMs = 130_000;

/** A forge whose dispatches GitHub loses while `lose` is set. */
async function open() {
  const forge = createFakeForge();
  const lossy = { on: true };
  const ask = forge.context.request;
  const context = {
    ...forge.context,
    request: (route: string, parameters?: Record<string, unknown>) =>
      lossy.on && route.endsWith("/dispatches")
        ? Promise.resolve({ status: 204, data: undefined })
        : ask(route, parameters),
  };
  Object.assign(forge.context, context);
  forge.openIssue(people.bob, "Forge request: scale", goodBody, ["forge-request"]);
  await forge.touch(1, people.bob);
  const dispatches = () => forge.audit.records.filter(({ kind }) => kind === "pipeline_dispatched");
  return { forge, lossy, dispatches };
}

describe("a dispatch that left no run", () => {
  it("is made again after a grace, each time waiting twice as long, and no more once a run is there", async () => {
    const { forge, lossy, dispatches } = await open();
    const at: number[] = [];
    for (let minute = 0; minute < 60; minute += 1) {
      forge.tick(60_000);
      const before = dispatches().length;
      await forge.send(1, { kind: "sweep", number: 1 });
      if (dispatches().length > before) at.push(minute);
    }
    const gaps = at.map((minute, index) => minute - (at[index - 1] ?? 0));
    expect(at.length).toBeGreaterThan(2);
    expect(at.length).toBeLessThan(7);
    expect(gaps).toEqual([...gaps].sort((a, b) => a - b));
    lossy.on = false;
    forge.tick(24 * 3_600_000);
    for (let round = 0; round < 3; round += 1) {
      await forge.send(1, { kind: "sweep", number: 1 });
      forge.tick(graceMs);
    }
    expect(forge.state.runs).toHaveLength(1);
    expect(dispatches().filter(({ data }) => data?.["again"] !== true)).toHaveLength(1);
  });

  it("is not made again for a bot whose clock is ahead of GitHub's", async () => {
    const { forge, lossy, dispatches } = await open();
    lossy.on = false;
    forge.tick(graceMs);
    await forge.send(1, { kind: "sweep", number: 1 });
    const [run] = forge.state.runs;
    Object.assign(run ?? {}, { createdAt: new Date(forge.state.now - 600_000).toISOString() });
    const known = dispatches().length;
    for (let round = 0; round < 3; round += 1) {
      forge.tick(3_600_000);
      await forge.send(1, { kind: "sweep", number: 1 });
    }
    expect(dispatches()).toHaveLength(known);
    expect(forge.state.runs).toHaveLength(1);
  });
});

describe("a publish that was asked for and lost", () => {
  it("is not made up for when the quorum is gone, and not after a day", async () => {
    for (const late of [false, true]) {
      const { forge, lossy } = await open();
      lossy.on = false;
      forge.tick(graceMs);
      await forge.send(1, { kind: "sweep", number: 1 });
      forge.tick(1000);
      forge.endRun("forge-pipeline.yml", "success", greenResults(digestA));
      forge.tick(1000);
      for (const user of [people.carol, people.dave]) forge.review(2, user, "APPROVED");
      lossy.on = true;
      await forge.say(1, people.carol, "/forge publish");
      lossy.on = false;
      if (late) forge.tick(25 * 3_600_000);
      else {
        forge.tick(graceMs);
        forge.review(2, people.dave, "CHANGES_REQUESTED");
      }
      await forge.send(1, { kind: "sweep", number: 1 });
      expect(forge.state.runs.map(({ workflow }) => workflow)).toEqual(["forge-pipeline.yml"]);
    }
  });
});
