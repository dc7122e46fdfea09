import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { readRegistry } from "./read-registry.ts";
import { makeRegistryClone, type RegistryClone } from "./testing/make-registry-clone.ts";
import { signClone } from "./testing/sign-clone.ts";

const file = join(import.meta.dirname, "../../../schemas/fixtures/registry/valid/full.json");
let clone: RegistryClone;
let root = "";
beforeEach(async () => {
  clone = await makeRegistryClone();
  root = (await signClone(clone)).rootFile;
});
afterEach(() => clone.remove());

describe("readRegistry", () => {
  it("says of a plain view that nothing was checked, and of a signed one under which root and since when", async () => {
    const plain = await readRegistry({ file });
    expect(plain).toMatchObject({ registry: { sequence: 3 }, reviewers: null, trust: { signed: false } });
    expect(plain.note).toContain("Not checked");
    const signed = await readRegistry({ root, dir: clone.folder });
    expect(signed).toMatchObject({ trust: { signed: true, rootVersion: 1 }, reviewers: { reviewers: [{}, {}] } });
    expect(signed.note).toContain("Signed under root 1");
  });

  it("reads the clone or the copy that --dir names, not the current folder", async () => {
    expect((await readRegistry({ dir: clone.folder })).registry.repository).toBe("acme/forge");
    const copy = join(clone.base, "copy");
    mkdirSync(copy);
    writeFileSync(join(copy, "registry.json"), clone.git("show", "forge/registry:registry.json"));
    expect((await readRegistry({ dir: copy })).registry.sequence).toBe(0);
    await expect(readRegistry({ dir: clone.base })).rejects.toMatchObject({ code: "registry_invalid" });
  });

  it("takes no single file for a signed registry", async () => {
    await expect(readRegistry({ root, file })).rejects.toMatchObject({ code: "wrong_usage" });
  });
});
