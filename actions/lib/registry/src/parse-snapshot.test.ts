import { describe, expect, it } from "vitest";
import { initRegistry } from "./init-registry.ts";
import { parseSnapshot } from "./parse-snapshot.ts";

const files = initRegistry({
  repository: "acme/forge",
  reviewers: [{ id: 1, login: "ada" }],
  at: "2026-06-01T12:00:00Z",
});
const parse = (change: Record<string, string | null> = {}) =>
  parseSnapshot("a".repeat(40), (path) => ({ ...files, ...change })[path] ?? null);

describe("parseSnapshot", () => {
  it("reads what init writes; the trusted root may be missing", () => {
    expect(parse()).toMatchObject({ registry: { repository: "acme/forge" }, trustedRoot: null });
    expect(parse({ "trusted_root.json": '{"a":1}' }).trustedRoot).toEqual({ a: 1 });
  });

  it.each([
    ["registry.json", null],
    ["registry.json", "not json"],
    ["registry.json", "{}"],
    ["reviewers.json", null],
    ["reviewers.json", '{"schemaVersion":2,"reviewers":[]}'],
    ["trusted_root.json", "[]"],
  ])("refuses %s that holds %j, naming the file", (path, text) => {
    expect(() => parse({ [path]: text })).toThrow(
      expect.objectContaining({ code: "registry_invalid", message: expect.stringContaining(path) }),
    );
  });
});
