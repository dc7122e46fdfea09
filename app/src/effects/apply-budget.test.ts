import { describe, expect, it } from "vitest";
import { createForgeApp } from "../app.ts";
import { createFakeForge, goodBody, people } from "../testing/fake-forge.ts";

/** A bot over a GitHub that tells how much of the hour's budget is left. */
function open() {
  const forge = createFakeForge();
  const budget = { remaining: 5000, resetAt: forge.state.now + 1_800_000 };
  const { repository, forge: identity, engine, serverUrl, now } = forge.context;
  const app = createForgeApp({
    forge: identity,
    engine,
    serverUrl,
    cacheFolder: "",
    now,
    open: async () => ({ mirror: forge.mirror, audit: forge.audit }),
  });
  const connection = {
    getToken: async () => null,
    request: async (route: string, parameters?: Record<string, unknown>) => ({
      ...(await forge.request(route, parameters)),
      headers: {
        "x-ratelimit-limit": "5000",
        "x-ratelimit-remaining": String(budget.remaining),
        "x-ratelimit-reset": String(Math.ceil(budget.resetAt / 1000)),
      },
    }),
  };
  const touch = (number: number) =>
    app.handleHint({ delivery: "d", repository, actor: null, subject: { kind: "thread", number } }, connection);
  return { forge, budget, touch, sweep: () => app.sweep(repository, connection) };
}

describe("a bot whose budget at GitHub is low", () => {
  it("says on the status comment when it looks again, once, and goes on by itself afterwards", async () => {
    const { forge, budget, touch, sweep } = open();
    forge.openIssue(people.bob, "Forge request: scale", goodBody, ["forge-request"]);
    await touch(1);
    forge.tick(1000);
    forge.endRun("forge-pipeline.yml", "failure");
    budget.remaining = 100;
    await touch(1).catch(() => {});
    forge.takeWrites();
    const retryAt = Math.ceil(budget.resetAt / 1000) * 1000;
    await expect(touch(1)).rejects.toMatchObject({ code: "rate_limited", facts: { retryAt } });
    await expect(sweep()).rejects.toMatchObject({ code: "rate_limited" });
    expect(forge.takeWrites().length).toBeLessThanOrEqual(1);
    const time = new Date(retryAt).toISOString().slice(11, 16);
    expect(forge.status(1)).toContain(`next look at ${time} UTC`);
    expect(forge.status(1)).toContain("acme-scale");
    await expect(touch(1)).rejects.toMatchObject({ code: "rate_limited" });
    expect(forge.takeWrites()).toEqual([]);
    forge.tick(1_800_000);
    budget.remaining = 5000;
    budget.resetAt += 3_600_000;
    await touch(1);
    expect(forge.status(1)).not.toContain("next look at");
  });

  it("tells a new request too, and says nothing where nobody asked it for anything", async () => {
    const { forge, budget, touch } = open();
    forge.openIssue(people.bob, "The door squeaks", "a note");
    forge.openIssue(people.bob, "Forge request: scale", goodBody, ["forge-request"]);
    budget.remaining = 100;
    await touch(1).catch(() => {});
    await touch(1).catch(() => {});
    expect(forge.takeWrites()).toEqual([]);
    await expect(touch(2)).rejects.toMatchObject({ code: "rate_limited" });
    expect(forge.status(2)).toContain("Nothing is lost");
    expect(forge.state.branches.has("forge/request-2")).toBe(false);
  });
});
