import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, it } from "vitest";
import { applyOverlay } from "./apply-overlay.ts";

const home = mkdtempSync(join(tmpdir(), "plugsmith-overlay-"));
afterAll(() => rmSync(home, { recursive: true, force: true }));

it("lays the tests over what ships, and takes nothing else of the sources", () => {
  for (const folder of ["stage/web", "plugin/web", "plugin/test"]) mkdirSync(join(home, folder), { recursive: true });
  writeFileSync(join(home, "stage/web/app.js"), "shipped");
  writeFileSync(join(home, "plugin/web/app.js"), "source");
  writeFileSync(join(home, "plugin/test/contract.js"), "driver");
  const { folder, remove } = applyOverlay(join(home, "stage"), join(home, "plugin"), "test/contract.js");
  expect(readFileSync(join(folder, "web/app.js"), "utf8")).toBe("shipped");
  expect(readFileSync(join(folder, "test/contract.js"), "utf8")).toBe("driver");
  remove();
  expect(existsSync(folder)).toBe(false);
});
