import { fakeGitHubApi, makeForge } from "@plugsmith/trust/testing";
import { describe, expect, it } from "vitest";
import { checkHold } from "./check-hold.ts";

type Kind = "request_accepted" | "hold" | "unhold" | "publish_dispatched";

const open = (kinds: readonly Kind[], extra: Record<string, string> = {}) => {
  const records = kinds.map((kind, index) => {
    const record = {
      schemaVersion: 1,
      sequence: index + 1,
      previous: null,
      at: "2026-06-01T12:00:00.000Z",
      kind,
      request: 1,
      actor: { id: 4, login: "dave" },
    };
    return [`forge/audit:records/1/${String(index + 1).padStart(8, "0")}.json`, JSON.stringify(record)];
  });
  return fakeGitHubApi(makeForge({ files: { ...makeForge().files, ...Object.fromEntries(records), ...extra } }));
};
const check = (kinds: readonly Kind[], extra?: Record<string, string>) =>
  checkHold(open(kinds, extra), "acme/forge", 1);
const many = Array.from({ length: 20 }, () => "publish_dispatched" as const);

describe("checkHold", () => {
  it.each<[string, readonly Kind[]]>([
    ["nothing was written", []],
    ["nobody held it", ["request_accepted", "publish_dispatched"]],
    ["the hold was lifted", ["hold", "request_accepted", "unhold", ...many]],
  ])("lets the run go on when %s", async (_, kinds) => {
    await expect(check(kinds)).resolves.toBeUndefined();
  });

  it.each<[string, readonly Kind[]]>([
    ["held last", ["request_accepted", "hold"]],
    ["held again", ["hold", "unhold", "hold", "publish_dispatched"]],
    ["held long before", ["hold", ...many]],
  ])("refuses a request that was %s, naming who", async (_, kinds) => {
    await expect(check(kinds)).rejects.toMatchObject({ code: "not_now", message: expect.stringContaining("dave") });
  });

  it("refuses when a record cannot be read, and when GitHub does not answer", async () => {
    const broken = { "forge/audit:records/1/00000009.json": "{}" };
    await expect(check(["unhold"], broken)).rejects.toMatchObject({ code: "audit_invalid" });
    const api = { ...open([]), request: async () => ({ status: 403, body: { message: "no" } }) };
    await expect(checkHold(api, "acme/forge", 1)).rejects.toMatchObject({ code: "publish_failed" });
  });
});
