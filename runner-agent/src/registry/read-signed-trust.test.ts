import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { useTemporaryFolders } from "../testing/temporary-folder.ts";
import { readPinnedRoot } from "./read-pinned-root.ts";
import { readSignedTrust } from "./read-signed-trust.ts";
import type { RegistryTrust } from "./registry-trust-store.ts";

describe("readSignedTrust", () => {
  const makeFolder = useTemporaryFolders();
  const signedTrust = { signers: null, trustedRoot: { of: "people" } };
  function open() {
    const root = join(makeFolder(), "root.json");
    writeFileSync(root, "{}");
    const registry = { repository: "acme/forge", root };
    const pin = readPinnedRoot(registry)?.pin ?? "";
    const kept: RegistryTrust = { schemaVersion: 1, pin, state: { root: "{}" }, signedTrust };
    return { registry, kept };
  }

  it("is what the bench has accepted under the root that it pins", () => {
    const { registry, kept } = open();
    expect(readSignedTrust(registry, { read: () => kept })).toBe(signedTrust);
  });

  it("is nothing before the first look, under another root, without a root, and where nothing is signed", () => {
    const { registry, kept } = open();
    const { signedTrust: _unread, ...older } = kept;
    for (const read of [() => undefined, () => older, () => ({ ...kept, pin: "sha256:other" })])
      expect(readSignedTrust(registry, { read })).toBeNull();
    expect(readSignedTrust({ repository: "acme/forge" }, { read: () => kept })).toBeNull();
    expect(readSignedTrust({ ...registry, trust: "unsigned" }, { read: () => kept })).toBeNull();
  });
});
