import { describe, expect, it } from "vitest";
import { handleRequest } from "../handle-request.ts";
import { createFakeForge, digestA, type FakeForge, goodBody, greenResults, people } from "../testing/fake-forge.ts";
import { readBranchFile } from "../testing/fake-github-state.ts";

const { bob, carol, dave, mallory } = people;
const branch = "forge/request-1";
const edited = goodBody.replace("0403:6001", "04d8:00df");

async function openAccepted(): Promise<FakeForge> {
  const forge = createFakeForge();
  forge.openIssue(bob, "Forge request: scale", goodBody, ["forge-request"]);
  await forge.touch(1, bob);
  return forge;
}

async function edit(forge: FakeForge, body: string): Promise<void> {
  const thread = forge.state.threads.get(1);
  if (thread) thread.body = body;
  await forge.touch(1, bob);
}

const headOf = (forge: FakeForge) => forge.state.threads.get(2)?.pull?.headSha ?? "";
const kindsOf = async (forge: FakeForge) => (await forge.audit.read()).map((record) => record.kind);

describe("a request that is edited after acceptance", () => {
  it("stays as accepted, and the status shows what the edit would change", async () => {
    const forge = await openAccepted();
    const head = headOf(forge);
    await edit(forge, edited);
    expect(forge.status(1)).toContain("| `usb` | `0403:6001` | `04d8:00df` |");
    expect(forge.status(1)).toContain("The accepted text stays in force. A triager comments `/forge accept`");
    expect(headOf(forge)).toBe(head);
    const calls = forge.state.calls.length;
    await forge.touch(1, bob);
    expect(forge.state.calls.slice(calls).filter((call) => !call.startsWith("GET "))).toEqual([]);
    await edit(forge, goodBody);
    expect(forge.status(1)).not.toContain("edited");
  });

  it("becomes a new commit on the same pull request when a triager accepts it, and approvals start again", async () => {
    const forge = await openAccepted();
    forge.tick(1000);
    forge.endRun("forge-pipeline.yml", "success", greenResults(digestA));
    await forge.touch(1);
    forge.tick(1000);
    for (const user of [carol, dave]) forge.review(2, user, "APPROVED");
    await edit(forge, edited);
    const head = headOf(forge);
    await forge.say(1, dave, "/forge accept");
    expect(forge.told(1).at(-1)).toContain("Accepted as it stands now.");
    expect(headOf(forge)).not.toBe(head);
    expect(forge.state.commits.get(headOf(forge))?.parents).toContain(head);
    expect(readBranchFile(forge.state, branch, "plugins/acme-scale/plugin.json")).toContain("04d8");
    expect([...forge.state.threads.keys()]).toEqual([1, 2]);
    expect(forge.state.runs.at(-1)?.inputs["head-sha"]).toBe(headOf(forge));
    expect(forge.status(1)).toContain("**Testing.**");
    expect(forge.status(1)).not.toContain("edited");
    forge.tick(1000);
    forge.endRun("forge-pipeline.yml", "success", greenResults(digestA));
    await forge.touch(1);
    expect(forge.state.checks.findLast((one) => one.name === "forge / approvals")).toMatchObject({
      headSha: headOf(forge),
      output: { title: "0/2 approvals" },
    });
  });

  it("is not taken over by a stranger, nor when it changed again after it was shown", async () => {
    const forge = await openAccepted();
    const head = headOf(forge);
    await edit(forge, edited);
    await forge.say(1, mallory, "/forge accept");
    expect(forge.told(1).at(-1)).toContain("command_not_allowed");
    const thread = forge.state.threads.get(1);
    if (thread) thread.body = goodBody.replace("0403:6001", "04d8:0001");
    await forge.say(1, dave, "/forge accept");
    expect(forge.told(1).at(-1)).toContain("The request's text changed after it was last checked.");
    expect(headOf(forge)).toBe(head);
  });

  it("cannot change its name, or become what cannot be read", async () => {
    const forge = await openAccepted();
    await edit(forge, goodBody.replace("acme-scale", "other-name"));
    expect(forge.status(1)).toContain("The name of an accepted request stays.");
    await edit(forge, goodBody.replace("0403:6001", "zzz"));
    expect(forge.status(1)).toMatch(/the edited one cannot be used.*`usb\.0`/su);
    const head = headOf(forge);
    await forge.say(1, dave, "/forge accept");
    expect(forge.told(1).at(-1)).toContain("accepted already");
    expect(headOf(forge)).toBe(head);
  });

  it("never repeats a credential that the edit holds", async () => {
    const forge = await openAccepted();
    const token = `ghp_${"aB3x".repeat(9)}`;
    await edit(forge, `${edited}\n### notes\n\nUse ${token}\n`);
    expect(forge.status(1)).toContain("**Revoke it now**");
    expect(JSON.stringify([forge.state.comments, await forge.audit.read()])).not.toContain(token);
  });

  it("is the same after a crash between the commit and the log", async () => {
    const forge = await openAccepted();
    await edit(forge, edited);
    const { append } = forge.audit;
    let broken = true;
    const audit = {
      ...forge.audit,
      append: (...all: Parameters<typeof append>) => (broken ? Promise.reject(new Error("killed")) : append(...all)),
    };
    forge.state.now += 5000;
    const commentId = forge.comment(1, dave, "/forge accept");
    const hint = {
      delivery: "crash",
      repository: forge.context.repository,
      actor: dave,
      subject: { kind: "comment", number: 1, commentId, body: "/forge accept", onPull: false },
    } as const;
    await expect(handleRequest({ ...forge.context, audit }, hint, 1)).rejects.toThrow("killed");
    const head = headOf(forge);
    broken = false;
    await handleRequest({ ...forge.context, audit }, hint, 1);
    expect(headOf(forge)).toBe(head);
    expect((await kindsOf(forge)).filter((kind) => kind === "request_accepted")).toHaveLength(2);
  });
});
