import type { AuditRecord } from "@plugsmith/schemas";
import { expect, it } from "vitest";
import { digestOfBody, findUpgradeAsker } from "./find-upgrade-asker.ts";

const actor = { id: 6, login: "max" };
const asked = { kind: "upgrade_requested", request: 1, actor, data: { textDigest: digestOfBody("text\n") } };
const accepted = { kind: "request_accepted", request: 3, actor, data: { requester: 6 } };
const find = (records: readonly object[], body: string) =>
  findUpgradeAsker(records as AuditRecord[], { number: 3, body });

it("is who asked for exactly this text, whatever GitHub makes of its line ends", () => {
  expect(find([asked], "text\r\n")).toEqual({ author: { ...actor, type: "User" }, text: "text\r\n" });
  expect(find([asked], "other")).toBeNull();
  expect(find([], "text")).toBeNull();
});

it("stays the same person after an edit, of which nothing is taken", () => {
  expect(find([asked, accepted], "other")).toEqual({ author: { ...actor, type: "User" }, text: null });
  expect(find([asked, { ...accepted, data: { requester: 9 } }], "other")).toBeNull();
});
