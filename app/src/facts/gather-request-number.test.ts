import type { AuditRecord } from "@plugsmith/schemas";
import { describe, expect, it } from "vitest";
import { listRequestsOfRun } from "./gather-request-number.ts";

const head = "a".repeat(40);
const records = [
  { kind: "request_accepted", request: 1, accepted: { name: "acme-pay" } },
  { kind: "pipeline_dispatched", request: 1, headSha: head },
  { kind: "published", request: 1, data: { version: "1.0.0" } },
  { kind: "request_accepted", request: 2, accepted: { name: "acme-pay" } },
  { kind: "published", request: 2, data: { version: "1.1.0" } },
  { kind: "request_accepted", request: 3, accepted: { name: "other" } },
  { kind: "published", request: 3, data: { version: "1.0.0" } },
  { kind: "revoke_proposed", request: 2, data: { name: "acme-pay", version: "1.1.0" } },
] as unknown as AuditRecord[];

describe("listRequestsOfRun", () => {
  it.each([
    [`forge-pipeline acme-pay ${head}`, [1]],
    ["forge-registry suspend acme-pay 1.1.0", [2]],
    ["forge-registry refresh acme-pay 1.0.0", [1]],
    ["forge-registry refresh acme-pay 1.1.0", [2]],
    ["forge-registry refresh acme-pay 9.9.9", []],
  ])("finds whose status %j changes", (title, requests) => {
    expect(listRequestsOfRun(records, title)).toEqual(requests);
  });
});
