import { describe, expect, it } from "vitest";
import { revokeVersion, suspendVersion } from "../revoke-version.ts";
import { add, at, published, revocation } from "../testing/test-registry.ts";
import { listChangedPlugins, listWriteRoles, renderRegistryTargets, renderTrustTargets } from "./render-targets.ts";

const count = (text: string | undefined) => JSON.parse(text ?? "{}").revocations?.length;

describe("targets of a write", () => {
  it("are the entries of the plugins that it changed, not of the others", () => {
    const two = add(published, "1.0.0", 2, "bench-other");
    const after = add(two, "1.1.0", 3, "bench-other");
    expect(listChangedPlugins(two, after).map(({ name }) => name)).toEqual(["bench-other"]);
    expect(listChangedPlugins(null, after)).toHaveLength(2);
    expect(
      listWriteRoles(
        listChangedPlugins(two, after).map(({ name }) => name),
        4,
      ).size,
    ).toBe(4);
    expect(Object.keys(renderRegistryTargets(after, listChangedPlugins(two, after), true)).sort()).toEqual([
      "index/bench-other.json",
      "registry.json",
      "revocations.json",
      "suspensions.json",
    ]);
  });

  it("tell a revocation through the list that can be signed", () => {
    const suspended = suspendVersion(published, revocation, at);
    const revoked = revokeVersion(published, revocation, at);
    const lists = (registry: typeof published, canRevoke: boolean) => {
      const texts = renderRegistryTargets(registry, [], canRevoke);
      return [count(texts["revocations.json"]), count(texts["suspensions.json"])];
    };
    expect(lists(suspended, true)).toEqual([0, 1]);
    expect(lists(revoked, true)).toEqual([1, 0]);
    expect(lists(revoked, false)).toEqual([undefined, 1]);
  });

  it("hold a trusted root and a list of signers only where there is one", () => {
    const trust = { reviewers: { schemaVersion: 1 as const, reviewers: [] }, trustedRoot: null, signers: null };
    const signers = { schemaVersion: 1 as const, signers: [] as never[] };
    const list = (more: Partial<Parameters<typeof renderTrustTargets>[0]>) =>
      Object.keys(renderTrustTargets({ ...trust, ...more })).sort();
    expect(list({})).toEqual(["reviewers.json"]);
    expect(list({ trustedRoot: {} })).toEqual(["reviewers.json", "trusted_root.json"]);
    expect(list({ signers })).toEqual(["reviewers.json", "signers.json"]);
  });
});
