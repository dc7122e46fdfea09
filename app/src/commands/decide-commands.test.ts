import { describe, expect, it } from "vitest";
import { lastAnswer, openApproved, openForge, runsOf } from "../testing/command-forge.ts";
import { type FakeForge, goodBody, people, publishAsWorkflow } from "../testing/fake-forge.ts";
import { commands } from "./registry.ts";

const { alice, bob, carol, dave, mallory, maintainer } = people;

async function openPublished(): Promise<FakeForge> {
  const forge = await openApproved();
  await forge.say(1, carol, "/forge publish");
  publishAsWorkflow(forge, 1);
  forge.endRun("forge-publish.yml", "success");
  await forge.touch(1);
  return forge;
}

describe("slash commands", () => {
  it("are greeted with eyes and answered once, quoted, where they were written", async () => {
    const forge = await openForge();
    await forge.say(1, mallory, "Hello\n\n/forge help\n/forge why", 2);
    const comment = forge.state.comments.find((one) => one.thread === 2 && one.user === mallory);
    expect(comment?.reactions).toEqual(["eyes"]);
    const answers = forge.told(2);
    expect(answers).toHaveLength(1);
    expect(answers[0]).toContain("> `/forge help`");
    for (const command of commands) expect(answers[0]).toContain(`/forge ${command.name}`);
    forge.takeWrites();
    await forge.send(
      1,
      { kind: "comment", number: 2, commentId: comment?.id ?? 0, body: comment?.body ?? "", onPull: true },
      mallory,
    );
    expect(forge.takeWrites()).toEqual([]);
  });

  it.each([
    ["/forge cancel", mallory, "the requester, maintainers and administrators"],
    ["/forge publish", bob, "approvers, maintainers and administrators"],
    ["/forge revoke it leaks", maintainer, "approvers"],
    [
      "/forge hold",
      mallory,
      "the requester, triagers, people with write access, approvers, maintainers and administrators",
    ],
  ])("%s by %o is refused with who may", async (body, user, who) => {
    const forge = await openForge();
    forge.takeWrites();
    await forge.say(1, user, body);
    expect(lastAnswer(forge)).toContain("command_not_allowed");
    expect(lastAnswer(forge)).toContain(`Allowed are ${who}.`);
    expect(forge.audit.records.at(-1)).toMatchObject({ kind: "command_refused", actor: { login: user.login } });
    expect(forge.state.threads.get(1)?.open).toBe(true);
  });

  it("ask for the role at the moment of use, and take no answer for no", async () => {
    const forge = await openApproved();
    forge.state.permissions.delete("maintainer");
    await forge.say(1, maintainer, "/forge publish");
    expect(runsOf(forge, "forge-publish.yml")).toEqual([]);
    forge.state.permissions.set("maintainer", "maintain");
    forge.state.people.set("maintainer", { ...maintainer, id: 4242 });
    await forge.say(1, maintainer, "/forge publish");
    expect(runsOf(forge, "forge-publish.yml")).toEqual([]);
  });

  it("do nothing when edited, quoted, written by a bot, or twice delivered", async () => {
    const forge = await openApproved();
    const id = forge.comment(1, carol, "/forge publish");
    await forge.send(1, { kind: "comment", number: 1, commentId: id, body: "nice work", onPull: false }, carol);
    expect(lastAnswer(forge)).toContain("no edit counts");
    await forge.say(1, { id: 50, login: "helper[bot]", type: "Bot" }, "/forge publish");
    await forge.say(1, carol, "> /forge publish");
    expect(runsOf(forge, "forge-publish.yml")).toEqual([]);
  });

  it("suggest what was meant, and run at most five", async () => {
    const forge = await openForge();
    await forge.say(1, bob, `/forge statsu\n${"/forge why\n".repeat(5)}`);
    expect(lastAnswer(forge)).toContain("Did you mean `/forge status`?");
    expect(lastAnswer(forge)).toContain("Only the first 5 commands");
  });

  it("are nobody's when an App wrote them in a person's name", async () => {
    const forge = await openApproved();
    const request = forge.context.request;
    const viaApp: typeof request = async (route, parameters) => {
      const answer = await request(route, parameters);
      if (!route.endsWith("/comments")) return answer;
      const data = (answer.data as object[]).map((comment) => ({ ...comment, performed_via_github_app: { id: 7 } }));
      return { ...answer, data };
    };
    Object.assign(forge.context, { request: viaApp });
    await forge.say(1, carol, "/forge publish");
    expect(runsOf(forge, "forge-publish.yml")).toEqual([]);
  });

  it("are refused while GitHub does not say who somebody is, and told so", async () => {
    const forge = await openApproved();
    const request = forge.context.request;
    const failing: typeof request = (route, parameters) =>
      route.endsWith("/permission") ? Promise.reject(new Error("socket hang up")) : request(route, parameters);
    Object.assign(forge.context, { request: failing });
    await forge.say(1, carol, "/forge publish");
    expect(lastAnswer(forge)).toContain("GitHub did not say what you may do here");
    expect(runsOf(forge, "forge-publish.yml")).toEqual([]);
  });

  it("in a locked conversation are left to people with write access", async () => {
    const forge = await openApproved();
    const request = forge.context.request;
    const locked: typeof request = async (route, parameters) => {
      const answer = await request(route, parameters);
      return route.endsWith("/issues/{issue_number}")
        ? { ...answer, data: { ...(answer.data as object), locked: true } }
        : answer;
    };
    Object.assign(forge.context, { request: locked });
    forge.state.permissions.set("carol", "read");
    await forge.say(1, carol, "/forge publish");
    expect(lastAnswer(forge)).toContain("in a locked conversation");
    await forge.say(1, maintainer, "/forge publish");
    expect(runsOf(forge, "forge-publish.yml")).toHaveLength(1);
  });

  it("a dry run that succeeds leaves the request approved", async () => {
    const forge = await openApproved();
    await forge.say(1, carol, "/forge publish dry-run=true");
    forge.tick(1000);
    forge.endRun("forge-publish.yml", "success");
    await forge.touch(1);
    expect(forge.status(1)).toContain("**Approved.**");
    expect(forge.told(1).at(-1)).toContain(`@${carol.login} The dry run of publishing [succeeded]`);
    await forge.say(1, carol, "/forge publish");
    expect(runsOf(forge, "forge-publish.yml")).toHaveLength(2);
  });

  it("publish is not dispatched for a head that moved in between", async () => {
    const forge = await openApproved();
    const pull = forge.state.threads.get(2)?.pull;
    const request = forge.context.request;
    const context = {
      ...forge.context,
      // Somebody pushes after the facts were read.
      request: (async (route: string, parameters?: Record<string, unknown>) => {
        if (route.endsWith("/pulls/{pull_number}") && pull) pull.headSha = "f".repeat(40);
        return request(route, parameters);
      }) as typeof request,
    };
    Object.assign(forge.context, context);
    await forge.say(1, carol, "/forge publish");
    expect(runsOf(forge, "forge-publish.yml")).toEqual([]);
    expect(forge.told(1).join("\n")).toContain("could not be started");
  });

  it("cancel closes pull request and issue, deletes the branch and frees the name", async () => {
    const forge = await openForge();
    await forge.say(1, bob, "/forge cancel");
    expect(forge.state.threads.get(1)).toMatchObject({ open: false, reason: "not_planned" });
    expect(forge.state.threads.get(2)?.open).toBe(false);
    expect(forge.state.branches.has("forge/request-1")).toBe(false);
    forge.openIssue(alice, "Forge request: scale", goodBody, ["forge-request"]);
    await forge.touch(3, alice);
    expect(forge.state.branches.has("forge/request-3")).toBe(true);
  });

  it("revoke begins anew when a suspension's 24 hours are over, and its confirmation counts for the new one only", async () => {
    const forge = await openPublished();
    await forge.say(1, carol, "/forge revoke readings drift");
    publishAsWorkflow(forge, 1, "suspended");
    forge.state.now += 24 * 3_600_000 + 60_000;
    await forge.say(1, dave, "/forge revoke confirm");
    expect(runsOf(forge, "forge-registry.yml").map(({ inputs }) => inputs["action"])).toEqual(["suspend"]);
    await forge.say(1, dave, "/forge revoke they still drift");
    await forge.say(1, carol, "/forge revoke confirm");
    expect(runsOf(forge, "forge-registry.yml").map(({ inputs }) => inputs["action"])).toEqual([
      "suspend",
      "suspend",
      "revoke",
    ]);
  });

  it("revoke suspends by one approver and revokes by another", async () => {
    const forge = await openPublished();
    await forge.say(1, carol, "/forge revoke readings drift");
    expect(forge.state.runs.at(-1)).toMatchObject({
      workflow: "forge-registry.yml",
      inputs: { action: "suspend", name: "acme-scale", version: "1.0.0", request: "1" },
    });
    publishAsWorkflow(forge, 1, "suspended");
    await forge.touch(1);
    expect(forge.status(1)).toContain("**Suspended.**");
    await forge.say(1, carol, "/forge revoke confirm");
    expect(runsOf(forge, "forge-registry.yml")).toHaveLength(1);
    await forge.say(1, dave, "/forge revoke confirm");
    expect(forge.state.runs.at(-1)?.inputs["action"]).toBe("revoke");
    publishAsWorkflow(forge, 1, "revoked");
    await forge.touch(1);
    expect(forge.status(1)).toContain("**Revoked** for good.");
    expect(forge.state.threads.get(1)?.labels).toContain("forge/revoked");
  });
});

describe("requests of strangers", () => {
  it("wait for a triager, who accepts exactly what was checked", async () => {
    const forge = await openForge({ user: mallory });
    expect(forge.status(1)).toContain("acceptance_needed");
    expect(forge.state.branches.has("forge/request-1")).toBe(false);
    await forge.say(1, mallory, "/forge accept");
    expect(lastAnswer(forge)).toContain("command_not_allowed");
    const thread = forge.state.threads.get(1);
    if (thread) thread.body = goodBody.replace("acme-scale", "evil-scale");
    await forge.say(1, bob, "/forge accept");
    expect(lastAnswer(forge)).toContain("changed after it was last checked");
    expect(forge.state.branches.has("forge/request-1")).toBe(false);
    await forge.say(1, bob, "/forge accept");
    expect(forge.audit.records.find((record) => record.kind === "request_accepted")).toMatchObject({
      actor: { login: "bob" },
      accepted: { name: "evil-scale" },
      data: { requester: mallory.id },
    });
    expect(forge.state.branches.has("forge/request-1")).toBe(true);
  });

  it("go on by themselves where anyone may ask", async () => {
    const forge = await openForge({ user: mallory, config: "requests: {from: anyone}\n" });
    expect(forge.state.branches.has("forge/request-1")).toBe(true);
  });

  it("are limited in number for each person, and a name is worked on once", async () => {
    const forge = await openForge({ config: "requests: {openPerPerson: 1}\n" });
    forge.openIssue(alice, "Forge request", goodBody, ["forge-request"]);
    await forge.touch(3, alice);
    expect(forge.status(3)).toContain("name_in_progress");
    forge.openIssue(bob, "Forge request", goodBody.replace("acme-scale", "acme-lamp"), ["forge-request"]);
    await forge.touch(4, bob);
    expect(forge.status(4)).toContain("quota_exceeded");
    expect(forge.state.branches.has("forge/request-4")).toBe(false);
  });

  it("for a published plugin come only from its first requester and maintainers", async () => {
    const forge = await openPublished();
    forge.openIssue(alice, "Forge request", goodBody, ["forge-request"]);
    await forge.touch(3, alice);
    expect(forge.status(3)).toContain("name_not_yours");
    forge.openIssue(maintainer, "Forge request", goodBody, ["forge-request"]);
    await forge.touch(4, maintainer);
    expect(forge.state.threads.get(5)?.title).toBe("Update acme-scale 1.1.0");
    expect(forge.state.threads.get(5)?.body).toContain("| Published now | 1.0.0 |");
  });

  it("cannot be taken while forge.yml is broken, and the check names the line", async () => {
    const forge = await openForge({ config: "typo: 1\n" });
    expect(forge.status(1)).toContain("config_invalid");
    const check = forge.state.checks.find((one) => one.name === "forge / config");
    expect(check).toMatchObject({
      conclusion: "failure",
      output: { annotations: [{ path: ".github/forge.yml", start_line: 9 }] },
    });
  });
});
