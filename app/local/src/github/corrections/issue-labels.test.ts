import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Pair, startPair } from "../testing/start-pair.ts";

let pair: Pair;
beforeAll(async () => {
  pair = await startPair();
});
afterAll(() => pair.close());

describe("labels at the opening of an issue", () => {
  it("are taken from a stranger and raise no event in plain emulate", async () => {
    const { json } = await pair.plain.call({
      as: "outsider",
      route: "POST ~/issues",
      body: { title: "x", labels: ["approved"] },
    });
    expect(json.labels).toHaveLength(1);
    expect(await pair.plain.hooks.find("issues", "labeled")).toBeUndefined();
  });

  it("are dropped without a word for people without triage rights", async () => {
    const { status, json } = await pair.local.call({
      as: "outsider",
      route: "POST ~/issues",
      body: { title: "x", labels: ["approved"] },
    });
    expect([status, json.labels]).toEqual([201, []]);
  });

  it("raise one event each for those who may", async () => {
    await pair.local.call({
      as: "owner",
      route: "POST ~/issues",
      body: { title: "y", labels: ["forge-request", "bench"] },
    });
    await pair.github.idle();
    const events = pair.local.hooks.received
      .filter((hook) => hook.event === "issues")
      .map((hook) => [hook.payload.action, hook.payload.label?.name]);
    expect(events.slice(-3)).toEqual([
      ["opened", undefined],
      ["labeled", "forge-request"],
      ["labeled", "bench"],
    ]);
  });
});
