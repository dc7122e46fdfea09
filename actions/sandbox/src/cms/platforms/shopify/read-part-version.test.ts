import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it } from "vitest";
import { readPartVersion } from "./read-part-version.ts";

it("reads the version of a package that is there", () => {
  const modules = mkdtempSync(join(tmpdir(), "parts-"));
  try {
    mkdirSync(join(modules, "@a/b"), { recursive: true });
    writeFileSync(join(modules, "@a/b/package.json"), '{"version":"1.2.3"}');
    expect([readPartVersion(modules, "@a/b"), readPartVersion(modules, "c")]).toEqual(["1.2.3", undefined]);
  } finally {
    rmSync(modules, { recursive: true });
  }
});
