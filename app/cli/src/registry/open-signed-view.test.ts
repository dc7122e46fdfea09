import { execFileSync } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { makeRegistryClone, type RegistryClone } from "../testing/make-registry-clone.ts";
import { signClone } from "../testing/sign-clone.ts";
import { openSignedView } from "./open-signed-view.ts";

let clone: RegistryClone;
let root: { readonly file: string };
const now = () => new Date();
beforeEach(async () => {
  clone = await makeRegistryClone();
  const made = await signClone(clone);
  root = { file: made.rootFile };
});
afterEach(() => clone.remove());

describe("openSignedView", () => {
  it("reads a clone, and a copy of the branch's files on a stick, and tells how old the word is", async () => {
    const copy = join(clone.base, "stick");
    mkdirSync(copy);
    const archive = execFileSync("git", ["archive", "forge/registry"], { cwd: clone.folder });
    execFileSync("tar", ["-x", "-C", copy], { input: archive });
    for (const from of [clone.folder, copy]) {
      const view = await openSignedView({ root, from, now: now() }, "acme/forge");
      expect(view).toMatchObject({
        rootVersion: 1,
        registry: { repository: "acme/forge" },
        knowledge: { state: "fresh" },
      });
    }
    const later = openSignedView({ root, from: copy, now: new Date(Date.now() + 8 * 86_400_000) });
    await expect(later).rejects.toMatchObject({ code: "registry_frozen" });
  });

  it("does not believe who can write the branch but has no key", async () => {
    const copy = join(clone.base, "stick");
    mkdirSync(copy);
    execFileSync("tar", ["-x", "-C", copy], {
      input: execFileSync("git", ["archive", "forge/registry"], { cwd: clone.folder }),
    });
    writeFileSync(join(copy, "registry.json"), "{}");
    await openSignedView({ root, from: copy, now: now() });
    const timestamp = clone.git("show", "forge/registry:tuf/timestamp.json");
    writeFileSync(join(copy, "tuf", "timestamp.json"), timestamp.replace('"version": 1', '"version": 2'));
    const edited = openSignedView({ root, from: copy, now: now() });
    await expect(edited).rejects.toMatchObject({ code: "registry_unsigned" });
  });

  it("refuses another repository's registry, another root, and what is no place at all", async () => {
    const other = await makeRegistryClone();
    try {
      const made = await signClone(other);
      const foreign = openSignedView({ root: { file: made.rootFile }, from: clone.folder, now: now() });
      await expect(foreign).rejects.toMatchObject({ code: "registry_unsigned" });
    } finally {
      other.remove();
    }
    const named = openSignedView({ root, from: clone.folder, now: now() }, "evil/forge");
    await expect(named).rejects.toMatchObject({ code: "registry_wrong_file" });
    const nowhere = openSignedView({ root, from: join(clone.base, "gone"), now: now() });
    await expect(nowhere).rejects.toMatchObject({ code: "input_invalid" });
  });
});
