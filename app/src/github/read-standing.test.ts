import { describe, expect, it } from "vitest";
import type { ApiRequest } from "./api-request.ts";
import { readPermission } from "./read-standing.ts";

const repository = { owner: "acme", repo: "forge" };
const carol = { id: 3, login: "carol" };
const answer =
  (data: unknown): ApiRequest =>
  async () => ({ status: 200, data });
const ask = (request: ApiRequest, waitMs?: number) => readPermission(request, repository, carol, waitMs);

describe("readPermission", () => {
  it.each([
    [{ permission: "write", role_name: "maintain" }, "maintain"],
    [{ permission: "read", role_name: "triage" }, "triage"],
    [{ permission: "write", role_name: "release-crew" }, "write"],
    [{ permission: "none" }, "none"],
    [{ permission: "owner" }, "unknown"],
    [{}, "unknown"],
  ])("reads %j as %s", async (data, permission) => {
    expect(await ask(answer({ ...data, user: { id: 3, login: "carol" } }))).toBe(permission);
  });

  it("gives nothing to whoever took over or gave up the login", async () => {
    expect(await ask(answer({ permission: "admin", user: { id: 99, login: "carol" } }))).toBe("unknown");
    expect(await ask(answer({ permission: "admin" }))).toBe("unknown");
  });

  it("takes a failure, a broken connection and no answer in time for no", async () => {
    expect(await ask(() => Promise.reject(Object.assign(new Error("no"), { status: 404 })))).toBe("unknown");
    expect(await ask(() => Promise.reject(new TypeError("fetch failed")))).toBe("unknown");
    expect(await ask(() => new Promise(() => {}), 1)).toBe("unknown");
    expect(await ask(answer("<html>"))).toBe("unknown");
  });
});
