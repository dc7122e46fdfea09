import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Pair, startPair } from "../testing/start-pair.ts";

let pair: Pair;
beforeAll(async () => {
  pair = await startPair();
});
afterAll(() => pair.close());

const permission = (login: string) => `GET ~/collaborators/${login}/permission`;

describe("the permission of a person", () => {
  it("is admin for every member and 404 for outsiders in plain emulate", async () => {
    expect((await pair.plain.call({ as: "bot", route: permission("requester") })).json.permission).toBe("admin");
    expect((await pair.plain.call({ as: "bot", route: permission("outsider") })).status).toBe(404);
  });

  it.each([
    ["owner", undefined, "admin", "admin"],
    ["requester", undefined, "read", "read"],
    ["outsider", undefined, "read", "read"],
    ["approver1", "triage", "read", "triage"],
    ["approver1", "write", "write", "write"],
    ["approver1", "maintain", "write", "maintain"],
    ["approver1", "admin", "admin", "admin"],
  ] as const)("of %s with the role %s is %s (%s)", async (login, role, expected, roleName) => {
    if (role) pair.github.setRole("forge/plugins", login, role);
    const { json } = await pair.local.call({ as: "bot", route: permission(login) });
    expect(json).toMatchObject({ permission: expected, role_name: roleName, user: { login, id: expect.any(Number) } });
  });

  it("is none for an outsider of a private repository, and 404 for nobody", async () => {
    await pair.github.createRepository({ owner: "forge", name: "secret", files: { a: "a" }, private: true });
    const route = "GET /repos/forge/secret/collaborators/outsider/permission";
    expect((await pair.local.call({ as: "bot", route })).json).toMatchObject({ permission: "none", role_name: "none" });
    expect((await pair.local.call({ as: "bot", route: permission("who") })).status).toBe(404);
  });
});

describe("membership of a team", () => {
  it("is asked by the team's slug", async () => {
    const route = (login: string) => `GET /orgs/forge/teams/approvers/memberships/${login}`;
    expect((await pair.local.call({ as: "bot", route: route("approver1") })).json).toMatchObject({ state: "active" });
    expect((await pair.local.call({ as: "bot", route: route("requester") })).status).toBe(404);
  });
});
