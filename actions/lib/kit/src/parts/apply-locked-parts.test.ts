import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ForgeError } from "@plugsmith/schemas";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { applyLockedParts, type LockedParts } from "./apply-locked-parts.ts";

describe("applyLockedParts", () => {
  let root: string;
  let said: string[];
  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), "locked-parts-"));
    said = [];
  });
  afterEach(() => rmSync(root, { recursive: true, force: true }));

  /** A lockfile with nothing in it: npm needs no registry for it. */
  const emptyLock = '{"name":"p","version":"0.0.0","lockfileVersion":3,"packages":{"":{"name":"p","version":"0.0.0"}}}';
  const make = (lock = emptyLock, changes: Partial<LockedParts> = {}): LockedParts => {
    const sources = join(root, "sources");
    const files = { "package.json": '{"name":"p","version":"0.0.0"}', "package-lock.json": lock, ".npmrc": "" };
    mkdirSync(sources, { recursive: true });
    for (const [name, text] of Object.entries({ ...files, "run.mjs": "" })) writeFileSync(join(sources, name), text);
    return {
      ...{ sources, programs: ["run.mjs"], folder: join(root, "cache/parts"), timeoutMs: 60_000 },
      begin: () => said.push("installing"),
      refuse: (message) => new ForgeError("tool_missing", { message }),
      ...changes,
    };
  };

  it("installs once, with the programs beside the packages, and says so once", async () => {
    await applyLockedParts(make());
    expect(readdirSync(join(root, "cache/parts"))).toEqual(expect.arrayContaining(["package-lock.json", "run.mjs"]));
    await applyLockedParts(make());
    expect(said).toEqual(["installing"]);
    expect(readdirSync(join(root, "cache"))).toEqual(["parts"]);
  });

  it("is not finished before what is made of the packages is", async () => {
    const complete = async (partial: string) => {
      expect(existsSync(join(root, "cache/parts"))).toBe(false);
      writeFileSync(join(partial, "browser"), "");
      return "";
    };
    await applyLockedParts(make(emptyLock, { complete }));
    expect(existsSync(join(root, "cache/parts/browser"))).toBe(true);
  });

  it("leaves nothing half installed, whatever fails, and says why", async () => {
    await expect(applyLockedParts(make("no JSON"))).rejects.toMatchObject({
      code: "tool_missing",
      message: expect.stringContaining("npm ended with"),
    });
    const complete = async () => "the browser cannot be unpacked";
    await expect(applyLockedParts(make(emptyLock, { complete }))).rejects.toThrow("the browser cannot be unpacked");
    expect(readdirSync(join(root, "cache"))).toEqual([]);
  });

  it("keeps what another installation finished first", async () => {
    const folder = join(root, "cache/parts");
    const complete = async () => {
      mkdirSync(folder);
      writeFileSync(join(folder, "of-the-other"), "");
      return "";
    };
    await applyLockedParts(make(emptyLock, { complete }));
    expect(readdirSync(folder)).toEqual(["of-the-other"]);
    expect(readdirSync(join(root, "cache"))).toEqual(["parts"]);
  });
});
