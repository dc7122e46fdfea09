import { parseConfigText } from "@plugsmith/app";
import { initRegistry } from "@plugsmith/registry";
import { parseSigners } from "@plugsmith/registry/tuf";
import { describe, expect, it } from "vitest";
import { pinRoot, signRegistry } from "./sign-registry.ts";

describe("signRegistry", () => {
  it("signs the first files under a root of two people, with a key that jobs can read", async () => {
    const files = initRegistry({
      repository: "acme/forge",
      reviewers: [{ id: 1, login: "ada" }],
      at: new Date().toISOString(),
    });
    const signed = await signRegistry(files);
    expect(signed.files["registry.json"]).toBe(files["registry.json"]);
    expect(JSON.parse(signed.root).signed.roles.root.threshold).toBe(2);
    const [signer] = parseSigners(signed.onlineKey);
    expect(Object.values(JSON.parse(signed.root).signed.keys)).toContainEqual(signer?.key);
  });

  it("pins the root in a configuration that the bot understands", () => {
    const digest = `sha256:${"a".repeat(64)}`;
    const forgeYml = "schemaVersion: 1\napprovers:\n  team: forge-approvers\napprovals:\n  required: 2\n";
    const parsed = parseConfigText(pinRoot({ ".github/forge.yml": forgeYml }, digest)[".github/forge.yml"] ?? "");
    expect(parsed).toMatchObject({ ok: true, value: { registry: { rootDigest: digest } } });
  });
});
