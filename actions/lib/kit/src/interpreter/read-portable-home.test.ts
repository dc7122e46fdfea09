import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it } from "vitest";
import { readPortableHome } from "./read-portable-home.ts";

it("finds the programs in a checkout and beside a built action, and says where what is installed belongs", () => {
  const root = mkdtempSync(join(tmpdir(), "portable-home-"));
  try {
    for (const folder of ["kit/portable", "dist/portable", "kit/src/interpreter"])
      mkdirSync(join(root, folder), { recursive: true });
    for (const folder of ["kit", "dist"]) writeFileSync(join(root, folder, "portable/package-lock.json"), "");
    const tools = { RUNNER_TOOL_CACHE: "/tools" };
    expect(readPortableHome(tools, join(root, "kit/src/interpreter"))).toEqual({
      sources: join(root, "kit/portable"),
      cache: "/tools/plugsmith-portable",
    });
    expect(readPortableHome({}, join(root, "dist"))?.sources).toBe(join(root, "dist/portable"));
    expect(readPortableHome({}, join(root, "elsewhere"))).toBeUndefined();
  } finally {
    rmSync(root, { recursive: true, force: true });
  }
});
