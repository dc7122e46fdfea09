import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { fakeWorld } from "../../fake-world.ts";
import { makeModuleJobs } from "./module-jobs-transport.ts";

let module: string;
beforeEach(() => void (module = mkdtempSync(join(tmpdir(), "magento-jobs-"))));
afterEach(() => rmSync(module, { recursive: true, force: true }));

it("knows what an owner types, for a module that names itself", () => {
  const { plan } = fakeWorld({ cms: "magento", level: "real", shop: { module } });
  expect(() => makeModuleJobs(plan)).toThrow(/names no module/);
  writeFileSync(join(module, "registration.php"), "register('module', 'Plugsmith_AcmePay', __DIR__);");
  expect(Object.keys(makeModuleJobs(plan))).toEqual(["enable", "compile", "uninstall"]);
});
