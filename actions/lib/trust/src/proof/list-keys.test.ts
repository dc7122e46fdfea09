import { describe, expect, it } from "vitest";
import { listKeys } from "./list-keys.ts";

const entry = { login: "ada", role: "approver" as const, from: "2026-01-01T00:00:00Z" };
const reviewers = {
  schemaVersion: 1 as const,
  reviewers: [
    { ...entry, id: 1, until: "2026-03-01T00:00:00Z", sshKeys: ["old"] },
    { ...entry, id: 1, from: "2026-03-01T00:00:00Z", sshKeys: ["new", "spare"] },
    { ...entry, id: 2, sshKeys: ["other"] },
    { ...entry, id: 3 },
  ],
};

describe("listKeys", () => {
  it.each([
    [1, "2026-02-01T00:00:00Z", ["old"]],
    [1, "2026-03-01T00:00:00Z", ["new", "spare"]],
    [1, "2025-12-31T00:00:00Z", []],
    [1, "no time", []],
    [3, "2026-02-01T00:00:00Z", []],
    [4, "2026-02-01T00:00:00Z", []],
  ])("gives person %i at %s the keys of the roles that hold then", (id, at, keys) => {
    expect(listKeys(reviewers, id, at)).toEqual(keys);
  });
});
