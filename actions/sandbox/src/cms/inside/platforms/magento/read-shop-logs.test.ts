import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { readLogLines, readMagentoErrors } from "./read-shop-logs.ts";

let site: string;
const at = "[2026-11-22T04:12:09+00:00]";
beforeEach(() => {
  site = mkdtempSync(join(tmpdir(), "magento-logs-"));
  mkdirSync(join(site, "var/log"), { recursive: true });
  mkdirSync(join(site, "var/report/ab"), { recursive: true });
});
afterEach(() => rmSync(site, { recursive: true, force: true }));

it("tells errors of the logs once, reports of broken pages, and not what Magento always says", () => {
  const critical = `${at} main.CRITICAL: Call to a member function on null`;
  const usual = `${at} main.ERROR: The "/tmp/site/var/tmp/alternative-source-css.lock" file can't be deleted.  [] []`;
  writeFileSync(join(site, "var/log/system.log"), `${critical}\n${usual}\n${at} main.INFO: fine\n`);
  writeFileSync(join(site, "var/log/exception.log"), `${critical}\n`);
  writeFileSync(join(site, "var/report/ab/1"), '{"0":"broken\n"}');
  expect(readMagentoErrors(join(site, "no.log"), site)).toBe(`${critical}\n{"0":"broken "}\n`);
});

it("has every line of the logs but the diary of the caches", () => {
  writeFileSync(join(site, "var/log/acme-pay.log"), `${at} acme-pay.INFO: checkout.created {}\n`);
  writeFileSync(join(site, "var/log/debug.log"), `${at} main.DEBUG: cache_invalidate:\n`);
  expect(readLogLines(site)).toBe(`${JSON.stringify({ line: `${at} acme-pay.INFO: checkout.created {}` })}\n`);
  expect(readLogLines(join(site, "nowhere"))).toBe("");
});
