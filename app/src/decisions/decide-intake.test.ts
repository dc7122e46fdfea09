import { describe, expect, it } from "vitest";
import { createFakeForge, type FakeForge, goodBody, people } from "../testing/fake-forge.ts";

const { bob, carol, dave, mallory } = people;
type From = "anyone" | "collaborators" | "team";
const named = (name: string) => goodBody.replace("acme-scale", name);

interface Person {
  readonly permission: string | null;
  readonly association: string;
  /** Stands in reviewers.json and forge.yml. */
  readonly approver: boolean;
}

async function ask(from: From | null, { permission, association, approver }: Person): Promise<FakeForge> {
  const forge = createFakeForge(from ? { config: `requests: {from: ${from}}\n` } : {});
  const user = approver ? carol : mallory;
  if (permission) forge.state.permissions.set(user.login, permission);
  else forge.state.permissions.delete(user.login);
  forge.openIssue(user, "Forge request: scale", goodBody, ["forge-request"]).association = association;
  await forge.touch(1, user);
  return forge;
}

const stranger = { permission: "read", association: "NONE", approver: false };
const blocked = { permission: null, association: "NONE", approver: false };
const member = { permission: "read", association: "MEMBER", approver: false };
const invited = { permission: "read", association: "COLLABORATOR", approver: false };
const contributor = { permission: "read", association: "CONTRIBUTOR", approver: false };
const writer = { permission: "write", association: "MEMBER", approver: false };
const approver = { permission: "write", association: "MEMBER", approver: true };

describe("who may ask", () => {
  it.each<readonly [who: string, person: Person, from: From | null, welcome: boolean]>([
    ["a stranger", stranger, null, false],
    ["a stranger", stranger, "collaborators", false],
    ["a stranger", stranger, "team", false],
    ["a stranger", stranger, "anyone", true],
    ["somebody whose permission is not known", blocked, "collaborators", false],
    ["somebody who contributed before", contributor, "collaborators", false],
    ["a member who may read", member, "collaborators", true],
    ["an invited collaborator", invited, "collaborators", true],
    ["somebody who may write", writer, "collaborators", true],
    ["somebody who may write", writer, null, true],
    ["somebody who may write", writer, "team", false],
    ["a member who may read", member, "team", false],
    ["an approver", approver, "team", true],
  ])("%s (%o), with from: %s, goes on alone: %s", async (_who, person, from, welcome) => {
    const forge = await ask(from, person);
    expect(forge.state.branches.has("forge/request-1")).toBe(welcome);
    if (!welcome) expect(forge.status(1)).toMatch(/A triager comments `\/forge accept`.*acceptance_needed/su);
    expect(forge.state.runs).toHaveLength(welcome ? 1 : 0);
  });

  it("a triager lets a stranger's request in, and nobody else does", async () => {
    const forge = await ask("team", stranger);
    await forge.say(1, mallory, "/forge accept");
    expect(forge.told(1).at(-1)).toContain("command_not_allowed");
    expect(forge.state.runs).toHaveLength(0);
    await forge.say(1, dave, "/forge accept");
    expect(forge.state.runs).toHaveLength(1);
  });
});

describe("how much may be asked", () => {
  async function fill(config: string): Promise<FakeForge> {
    const forge = createFakeForge({ config });
    for (const [index, name] of ["acme-one", "acme-two"].entries()) {
      const { number } = forge.openIssue(bob, "Forge request", named(name), ["forge-request"]);
      await forge.touch(number, bob);
      expect(forge.state.branches.has(`forge/request-${number}`), `${index}`).toBe(true);
    }
    return forge;
  }
  const askMore = async (forge: FakeForge, user: typeof bob, name: string) => {
    const { number } = forge.openIssue(user, "Forge request", named(name), ["forge-request"]);
    await forge.touch(number, user);
    return number;
  };

  it("two open requests a person by default; who gives one up may ask again", async () => {
    const forge = await fill("");
    const third = await askMore(forge, bob, "acme-three");
    expect(forge.status(third)).toMatch(
      /You have 2 open requests; this forge allows 2 at a time\..*`quota_exceeded`/su,
    );
    const other = await askMore(forge, carol, "acme-four");
    expect(forge.state.branches.has(`forge/request-${other}`)).toBe(true);
    await forge.say(1, bob, "/forge cancel");
    await forge.touch(third, bob);
    expect(forge.state.branches.has(`forge/request-${third}`)).toBe(true);
  });

  it("closing issues and opening them again gets nobody past the limit", async () => {
    const forge = await fill("");
    for (const number of [1, 3]) {
      const thread = forge.state.threads.get(number);
      if (thread) thread.open = false;
      await forge.touch(number, bob);
    }
    const third = await askMore(forge, bob, "acme-three");
    expect(forge.state.branches.has(`forge/request-${third}`)).toBe(true);
    for (const number of [1, 3]) {
      const thread = forge.state.threads.get(number);
      if (thread) thread.open = true;
      await forge.touch(number, bob);
      expect(forge.state.branches.has(`forge/request-${number}`)).toBe(false);
    }
  });

  it("so many a day for the whole forge, also by triagers' acceptance; a day later it goes on", async () => {
    const forge = await fill("requests: {perDay: 2}\n");
    const stranger = await askMore(forge, mallory, "acme-three");
    expect(forge.status(stranger)).toMatch(/This forge takes 2 requests in 24 hours.*`quota_exceeded`/su);
    await forge.say(stranger, dave, "/forge accept");
    expect(forge.state.branches.has(`forge/request-${stranger}`)).toBe(false);
    forge.tick(25 * 60 * 60 * 1000);
    await forge.touch(stranger, mallory);
    await forge.say(stranger, dave, "/forge accept");
    expect(forge.state.branches.has(`forge/request-${stranger}`)).toBe(true);
  });

  it("edits of accepted requests count, because each starts the machines again", async () => {
    const forge = await fill("requests: {perDay: 2}\n");
    const thread = forge.state.threads.get(1);
    if (thread) thread.body = named("acme-one").replace("0403", "04d8");
    await forge.touch(1, bob);
    expect(forge.status(1)).toContain("This forge takes 2 requests in 24 hours.");
    const runs = forge.state.runs.length;
    await forge.say(1, dave, "/forge accept");
    expect(forge.state.runs).toHaveLength(runs);
  });
});

describe("a request with a credential", () => {
  it("is refused with a code of its own; neither comments, labels nor the log repeat it", async () => {
    const token = `github_pat_${"aB3x".repeat(20)}`;
    const forge = createFakeForge();
    forge.openIssue(bob, "Forge request: scale", `${goodBody}\n### notes\n\npassword ${token}\n`, ["forge-request"]);
    await forge.touch(1, bob);
    expect(forge.status(1)).toMatch(/\*\*Revoke it now\*\*.*\*\*`notes`\*\*/su);
    expect(forge.audit.records.map((record) => record.data?.["code"])).toEqual(["secret_exposed"]);
    expect(JSON.stringify([forge.state.comments, forge.audit.records])).not.toContain(token.slice(0, 20));
    expect(forge.state.branches.has("forge/request-1")).toBe(false);
  });
});
