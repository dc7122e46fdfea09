import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { fakePage } from "../../fake-page.ts";
import { fakeWorld } from "../../fake-world.ts";
import { openRealMagento } from "./open-real-magento.ts";

let module: string;
beforeEach(() => {
  module = mkdtempSync(join(tmpdir(), "magento-module-"));
  writeFileSync(join(module, "registration.php"), "register('module', 'Plugsmith_AcmePay', __DIR__);");
});
afterEach(() => rmSync(module, { recursive: true, force: true }));

it("asks the shop what it can answer, and tells what its search engine could not", async () => {
  const { plan } = fakeWorld({ cms: "magento", level: "real", shop: { module, site: "/nowhere" } });
  const site = openRealMagento(plan, "secret", { troubles: ["GET /_cat is outside"] }, async () => undefined);
  const admin = fakePage();
  const asked: unknown[] = [];
  const { fetch } = admin.request;
  Object.assign(admin.request, { fetch: (...given: [string]) => (asked.push(given), fetch(...given)) });
  expect((await site.api(admin, "GET", "/forge/orders")).status()).toBe(200);
  expect((await site.api(admin, "POST", "/forge/cron")).status()).toBe(200);
  expect(asked).toEqual([
    ["http://127.0.0.1:8080/forge/orders", { method: "GET" }],
    ["http://127.0.0.1:8080/forge/cron", { method: "POST" }],
  ]);
  expect(site.readLog("errors")).toContain("GET /_cat is outside");
  expect(site.password).toBe("secret");
});
