import { initRegistry } from "@plugsmith/registry";
import { parseSigners } from "@plugsmith/registry/tuf";
import { describe, expect, it } from "vitest";
import { signRegistry } from "./sign-registry.ts";

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
});
