import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { makeManifest } from "@plugsmith/trust/testing";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { readManifests } from "./read-manifests.ts";

let folder = "";
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "plugsmith-manifests-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));
function write(name: string, text: string) {
  mkdirSync(join(folder, name));
  writeFileSync(join(folder, name, "plugin.json"), text);
}

describe("readManifests", () => {
  it("reads the plugins of a folder by name, and none where there is no such folder", async () => {
    for (const name of ["beta-tool", "alpha-tool"]) write(name, JSON.stringify(makeManifest({ name })));
    mkdirSync(join(folder, "no-plugin"));
    expect((await readManifests(folder)).map(({ name }) => name)).toEqual(["alpha-tool", "beta-tool"]);
    expect(await readManifests(join(folder, "gone"))).toEqual([]);
  });

  it("names the manifest that does not fit its schema", async () => {
    write("alpha-tool", "{}");
    await expect(readManifests(folder)).rejects.toMatchObject({ message: expect.stringContaining("alpha-tool") });
  });
});
