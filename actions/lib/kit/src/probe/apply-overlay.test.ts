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
  const { folder, remove } = applyOverlay(join(home, "stage"), join(home, "plugin"), "test/contract.js", null);
  expect(readFileSync(join(folder, "web/app.js"), "utf8")).toBe("shipped");
  expect(readFileSync(join(folder, "test/contract.js"), "utf8")).toBe("driver");
  remove();
  expect(existsSync(folder)).toBe(false);
});

it("takes the known files in place of the plugin's own, and nothing beside them", () => {
  const files = new Map([["test/contract.js", "the pack's"]]);
  writeFileSync(join(home, "plugin/test/helper.js"), "a cheat");
  const { folder, remove } = applyOverlay(join(home, "stage"), join(home, "plugin"), "test/contract.js", files);
  expect(readFileSync(join(folder, "test/contract.js"), "utf8")).toBe("the pack's");
  expect(existsSync(join(folder, "test/helper.js"))).toBe(false);
  remove();
});
