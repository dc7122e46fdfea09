import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { listModules } from "./list-modules-transport.ts";

let folder: string;
beforeEach(() => void (folder = mkdtempSync(join(tmpdir(), "magento-modules-"))));
afterEach(() => rmSync(folder, { recursive: true, force: true }));

it("reads the names of modules, not those that a module comes after", () => {
  const module = join(folder, "vendor/magento/module-sales/etc");
  mkdirSync(module, { recursive: true });
  mkdirSync(join(folder, "vendor/psr/log"), { recursive: true });
  writeFileSync(join(folder, "vendor/autoload.php"), "<?php");
  const sequence = '<sequence><module name="Magento_Rule"/></sequence>';
  writeFileSync(join(module, "module.xml"), `<config><module name="Magento_Sales">${sequence}</module></config>`);
  expect(listModules(folder)).toEqual(["Magento_Sales"]);
});
