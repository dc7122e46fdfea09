import { describe, expect, it } from "vitest";
import { lastAnswer, openApproved, openForge, runsOf } from "../testing/command-forge.ts";
import { people } from "../testing/fake-forge.ts";
import { pushFiles } from "../testing/fake-github-state.ts";

const { bob, carol, dave, mallory, maintainer } = people;

describe("a hold", () => {
  it("stops publishing until unhold", async () => {
    const forge = await openApproved();
    await forge.say(1, dave, "/forge hold wait for the lab @here");
    expect(forge.status(1)).toContain("**On hold** by `dave`: wait for the lab @&#8203;here");
    await forge.say(1, carol, "/forge publish");
    expect(runsOf(forge, "forge-publish.yml")).toEqual([]);
    await forge.say(1, bob, "/forge unhold");
    expect(lastAnswer(forge)).toContain("command_not_allowed");
    await forge.say(1, carol, "/forge unhold\n/forge publish dry-run=true");
    expect(runsOf(forge, "forge-publish.yml")[0]?.inputs["dry-run"]).toBe("true");
  });

  it("starts no pipeline for a new head, opens nothing and accepts nothing until unhold, whatever labels say", async () => {
    const forge = await openApproved();
    await forge.say(1, dave, "/forge hold");
    Object.assign(forge.state.threads.get(1) ?? {}, { labels: ["forge-request"] });
    const pushed = pushFiles(forge.state, "forge/request-1", { "plugins/acme-scale/README.md": "more" }, maintainer);
    await forge.send(1, { kind: "thread", number: 2, request: 1, pushed }, maintainer);
    await forge.send(1, { kind: "sweep", number: 1 });
    await forge.say(1, bob, "/forge retry\n/forge retry publish\n/forge accept");
    expect(lastAnswer(forge).match(/on hold/gu)).toHaveLength(3);
    expect(runsOf(forge, "forge-pipeline.yml")).toHaveLength(1);
    expect(runsOf(forge, "forge-publish.yml")).toEqual([]);
    await forge.say(1, carol, "/forge unhold");
    expect(runsOf(forge, "forge-pipeline.yml")).toHaveLength(2);
    expect(runsOf(forge, "forge-pipeline.yml")[1]?.inputs["head-sha"]).toBe(pushed);
  });

  it("keeps a stranger's request from being opened", async () => {
    const forge = await openForge({ user: mallory });
    await forge.say(1, mallory, "/forge hold I am not sure yet");
    await forge.say(1, bob, "/forge accept");
    expect(lastAnswer(forge)).toContain("on hold");
    expect(forge.state.branches.has("forge/request-1")).toBe(false);
    await forge.say(1, maintainer, "/forge unhold");
    await forge.say(1, bob, "/forge accept");
    expect(forge.state.branches.has("forge/request-1")).toBe(true);
  });

  it("during a publish run is recorded and says what it can still stop", async () => {
    const forge = await openApproved();
    await forge.say(1, carol, "/forge publish");
    await forge.say(1, dave, "/forge hold");
    expect(lastAnswer(forge)).toContain("it stops before it merges or releases");
    forge.tick(1000);
    forge.endRun("forge-publish.yml", "failure");
    await forge.touch(1);
    await forge.say(1, carol, "/forge retry publish");
    expect(lastAnswer(forge)).toContain("on hold");
    await forge.say(1, carol, "/forge unhold\n/forge retry publish");
    expect(runsOf(forge, "forge-publish.yml")).toHaveLength(2);
  });
});
