import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it } from "vitest";
import { readShopErrors } from "./read-shop-errors.ts";

it("reads PHP's log and every log of the shop, and nothing where there is none", () => {
  const folder = mkdtempSync(join(tmpdir(), "plugsmith-shop-errors-"));
  try {
    expect(readShopErrors(join(folder, "php.log"), join(folder, "missing"))).toBe("");
    for (const [name, text] of Object.entries({ "b.log": "b\n", "a.log": "a\n", "index.php": "no\n" })) {
      writeFileSync(join(folder, name), text);
    }
    expect(readShopErrors(join(folder, "a.log"), folder)).toBe("a\na\nb\n");
  } finally {
    rmSync(folder, { recursive: true });
  }
});
