import { parseRegistry, type Registry } from "@plugsmith/schemas";
import { makeManifest } from "@plugsmith/trust/testing";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { addVersion } from "./add-version.ts";
import { findHighestVersion, findVersion } from "./find-version.ts";
import { initRegistry } from "./init-registry.ts";
import { renderRegistryPage } from "./render-registry-page.ts";
import { revokeVersion, suspendVersion } from "./revoke-version.ts";

const at = "2026-06-01T12:00:00.000Z";
const reviewers = [{ id: 1, login: "ada" }];
const empty = JSON.parse(initRegistry({ repository: "acme/forge", reviewers, at })["registry.json"] ?? "") as Registry;
const digestOf = (byte: number) => `sha256:${byte.toString(16).padStart(2, "0").repeat(32)}`;
const entry = (byte: number) => ({
  digest: digestOf(byte),
  size: 10,
  publishedAt: at,
  request: 1,
  pullRequest: 2,
  headSha: "a".repeat(40),
  mergeSha: "b".repeat(40),
  tree: "c".repeat(40),
  runId: "7",
  assets: { zip: "https://x.example/z", bundle: "https://x.example/b", sbom: "https://x.example/s" },
});
const add = (registry: Registry, version: string, byte: number, name = "bench-hello") =>
  addVersion(registry, { manifest: makeManifest({ name, version }), entry: entry(byte) }, at);
const revocation = { name: "bench-hello", version: "1.0.0", reason: "leaks", by: [{ id: 1, login: "ada", at }] };
const published = add(empty, "1.0.0", 1);

describe("addVersion", () => {
  it("adds a version that its schema accepts, with the sequence one higher", () => {
    expect(parseRegistry(published).ok).toBe(true);
    expect(published.sequence).toBe(1);
    expect(findVersion(published, "bench-hello", "1.0.0")).toMatchObject({ status: "active", digest: digestOf(1) });
  });

  it("changes nothing when the version is there with the same bytes", () => {
    expect(add(published, "1.0.0", 1)).toBe(published);
  });

  it.each([
    ["version_exists", "1.0.0", 2],
    ["version_not_higher", "0.9.9", 2],
    ["version_not_higher", "1.0.0-rc.1", 2],
  ])("refuses as %s: %s with other bytes", (code, version, byte) => {
    expect(() => add(published, version, byte)).toThrow(expect.objectContaining({ code }));
  });

  it("refuses a revoked version, also under another name or number with the same bytes", () => {
    const revoked = revokeVersion(published, revocation, at);
    for (const [version, byte, name] of [
      ["1.0.0", 1, "bench-hello"],
      ["1.0.0", 2, "bench-hello"],
      ["9.0.0", 1, "other-name"],
    ] as const)
      expect(() => add(revoked, version, byte, name)).toThrow(expect.objectContaining({ code: "version_revoked" }));
    expect(add(revoked, "1.0.1", 3).sequence).toBe(3);
  });

  it("never has two digests for a version and never goes back, whatever is tried", () => {
    const attempt = fc.record({
      version: fc.constantFrom("1.0.0", "1.0.1", "1.1.0", "2.0.0"),
      byte: fc.integer({ min: 1, max: 4 }),
    });
    fc.assert(
      fc.property(fc.array(attempt, { maxLength: 20 }), (attempts) => {
        let registry = empty;
        for (const { version, byte } of attempts) {
          const before = registry;
          try {
            registry = add(registry, version, byte);
          } catch {
            continue;
          }
          expect(findVersion(registry, "bench-hello", version)?.digest).toBe(digestOf(byte));
          expect(registry.sequence - before.sequence).toBe(registry === before ? 0 : 1);
        }
        const versions = registry.plugins[0]?.versions.map((each) => each.version) ?? [];
        expect([...versions].sort()).toEqual(versions);
        expect(findHighestVersion(registry, "bench-hello")?.version).toBe(versions.at(-1));
      }),
    );
  });
});

describe("suspendVersion and revokeVersion", () => {
  it("go one way: active, suspended, revoked", () => {
    const suspended = suspendVersion(published, revocation, at);
    const revoked = revokeVersion(suspended, revocation, at);
    expect([suspended, revoked].map((each) => findVersion(each, "bench-hello", "1.0.0")?.status)).toEqual([
      "suspended",
      "revoked",
    ]);
    expect(revoked.revocations).toHaveLength(1);
    expect(parseRegistry(revoked).ok).toBe(true);
    expect(suspendVersion(revoked, revocation, at)).toBe(revoked);
    expect(revokeVersion(revoked, revocation, at)).toBe(revoked);
  });

  it("refuse a version that is not published", () => {
    expect(() => suspendVersion(published, { ...revocation, version: "3.0.0" }, at)).toThrow(
      expect.objectContaining({ code: "input_invalid" }),
    );
  });
});

describe("renderRegistryPage", () => {
  it("shows versions, newest first, and lets nobody's text become markup", () => {
    const two = add(published, "1.10.0", 2);
    const page =
      renderRegistryPage(suspendVersion(two, { ...revocation, reason: "| <b>x</b> @team" }, at), "bench-hello") ?? "";
    expect(page.indexOf("1.10.0")).toBeLessThan(page.indexOf("| 1.0.0"));
    expect(page).not.toMatch(/<b>|@team/u);
    expect(renderRegistryPage(two, "nobody")).toBeNull();
  });
});
