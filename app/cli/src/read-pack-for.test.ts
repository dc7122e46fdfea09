import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { readPacks } from "@plugsmith/templates";
import { afterEach, beforeEach, expect, it } from "vitest";
import { readPackFor } from "./read-pack-for.ts";

let home: string;
const before = process.env["XDG_CACHE_HOME"];
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), "plugsmith-cache-"));
  process.env["XDG_CACHE_HOME"] = home;
});
afterEach(() => {
  rmSync(home, { recursive: true, force: true });
  if (before === undefined) delete process.env["XDG_CACHE_HOME"];
  else process.env["XDG_CACHE_HOME"] = before;
});

it("gives the pack of each platform, and keeps it compiled in the user's own folder", async () => {
  const packs = await readPacks();
  for (const cms of ["bench", "woocommerce"]) {
    const pack = await readPackFor(cms);
    expect(pack.digest).toBe(packs.find(({ definition }) => definition.cms.includes(cms as "bench"))?.digest);
  }
  expect(readdirSync(join(home, "plugsmith/compiled/packs")).sort()).toEqual([
    expect.stringMatching(/^pack-bench-\d+\.mjs$/),
    expect.stringMatching(/^pack-woocommerce-\d+\.mjs$/),
  ]);
});

it("refuses a platform that no pack makes, whatever it is called", async () => {
  for (const cms of ["tool", "../bench", "."])
    await expect(readPackFor(cms)).rejects.toMatchObject({ code: "pack_unknown" });
});
