import { readFileSync } from "node:fs";
import { join } from "node:path";
import { initRegistry } from "@plugsmith/registry";
import { parseRegistry, type Registry, type Reviewers } from "@plugsmith/schemas";
import { describe, expect, it } from "vitest";
import { planRevocation } from "./plan-revocation.ts";

const at = "2026-06-02T00:00:00.000Z";
const people = [
  { id: 1, login: "ada" },
  { id: 2, login: "lin" },
];
const [ada, lin] = people as [(typeof people)[0], (typeof people)[0]];
const start = initRegistry({ repository: "acme/forge", reviewers: people, at: "2026-06-01T00:00:00.000Z" });
const reviewers = JSON.parse(start["reviewers.json"] ?? "") as Reviewers;
const fixture = join(import.meta.dirname, "../../../../schemas/fixtures/registry/valid/full.json");
const registry: Registry = { ...JSON.parse(readFileSync(fixture, "utf8")), revocations: [] };
const wish = { name: "acme-pay", version: "1.2.0", reason: "leaks", by: [ada, lin], suspend: false, at };

describe("planRevocation", () => {
  it("revokes on the word of two approvers and suspends on that of one", () => {
    const revoked = planRevocation(registry, reviewers, wish);
    expect(revoked.revocations).toMatchObject([{ state: "revoked", by: [{ id: 1 }, { id: 2 }] }]);
    expect(parseRegistry(revoked).ok).toBe(true);
    const suspended = planRevocation(registry, reviewers, { ...wish, by: [ada], suspend: true });
    expect(suspended.revocations).toMatchObject([{ state: "suspended", reason: "leaks" }]);
    expect(planRevocation(suspended, reviewers, wish).revocations).toMatchObject([{ state: "revoked" }]);
  });

  it("refuses one person twice, people without the role, and no reason", () => {
    const refusals = [
      { by: [ada, ada] },
      { by: [ada] },
      { by: [], suspend: true },
      { by: [ada, { id: 9, login: "eve" }] },
    ];
    for (const change of refusals)
      expect(() => planRevocation(registry, reviewers, { ...wish, ...change })).toThrow(
        expect.objectContaining({ code: "command_not_allowed" }),
      );
    expect(() => planRevocation(registry, reviewers, { ...wish, reason: undefined })).toThrow(
      expect.objectContaining({ code: "input_invalid" }),
    );
  });

  it("writes what stands already once more, so that people's keys can sign it", () => {
    const revoked = planRevocation(registry, reviewers, wish);
    const again = planRevocation(revoked, reviewers, { ...wish, reason: undefined, by: [] });
    expect(again).toEqual({ ...revoked, sequence: revoked.sequence + 1, updatedAt: at });
  });
});
