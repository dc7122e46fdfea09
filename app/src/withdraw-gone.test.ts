import { describe, expect, it } from "vitest";
import { createFakeForge, type FakeForge, goodBody, people } from "./testing/fake-forge.ts";

const { bob, mallory } = people;
const branch = "forge/request-1";

async function openAccepted(): Promise<FakeForge> {
  const forge = createFakeForge();
  forge.openIssue(bob, "Forge request: scale", goodBody, ["forge-request"]);
  await forge.touch(1, bob);
  return forge;
}

const kindsOf = async (forge: FakeForge) => (await forge.audit.read()).map((record) => record.kind);

describe("a request whose issue is closed or goes away", () => {
  it("is cancelled when its issue is closed: run, branch and pull request end, the name is free", async () => {
    const forge = await openAccepted();
    const thread = forge.state.threads.get(1);
    if (thread) thread.open = false;
    await forge.touch(1, bob);
    expect(forge.state.runs.map((run) => run.conclusion)).toEqual(["cancelled"]);
    expect(forge.state.branches.has(branch)).toBe(false);
    expect(forge.state.threads.get(2)).toMatchObject({ open: false });
    expect(forge.status(1)).toContain("**Cancelled.**");
    forge.openIssue(bob, "Forge request: scale", goodBody, ["forge-request"]);
    await forge.touch(3, bob);
    expect(forge.state.branches.has("forge/request-3")).toBe(true);
  });

  it("says what to do when it is reopened, and closes again", async () => {
    const forge = await openAccepted();
    const thread = forge.state.threads.get(1);
    for (const open of [false, true, true]) {
      if (thread) thread.open = open;
      await forge.touch(1, bob);
    }
    expect(forge.status(1)).toContain("It does not come back when the issue is reopened");
    expect(thread).toMatchObject({ open: false, reason: "not_planned" });
    expect(await kindsOf(forge)).toEqual(["request_accepted", "generated", "pipeline_dispatched", "request_cancelled"]);
  });

  it("was never accepted: closing it leaves nothing to cancel", async () => {
    const forge = createFakeForge();
    const thread = forge.openIssue(mallory, "Forge request: scale", goodBody, ["forge-request"]);
    await forge.touch(1, mallory);
    thread.open = false;
    await forge.touch(1, mallory);
    expect(await kindsOf(forge)).toEqual(["request_refused"]);
  });

  it("is cancelled when GitHub says that the issue was deleted, once, and only then", async () => {
    const forge = await openAccepted();
    forge.state.threads.delete(1);
    expect(await forge.touch(1, bob)).toBeNull();
    expect(forge.state.branches.has(branch)).toBe(true);
    for (let time = 0; time < 2; time += 1) await forge.send(1, { kind: "thread", number: 1, gone: true }, bob);
    expect(forge.state.branches.has(branch)).toBe(false);
    expect(forge.state.threads.get(2)).toMatchObject({ open: false });
    expect(forge.told(2).filter((text) => text.includes("deleted or moved away"))).toHaveLength(1);
    expect((await kindsOf(forge)).filter((kind) => kind === "request_cancelled")).toHaveLength(1);
  });
});
