import type { TestResult } from "@plugsmith/schemas";
import { expect, it } from "vitest";
import { listTestedVersions } from "./list-tested-versions.ts";

type Trial = TestResult["plugsmith"]["sandbox"];
const shop = { cms: "woocommerce", runtime: "php" } as const;
const tool = { cms: "tool", runtime: "node" } as const;
const attest = (sandbox?: Trial) => ({ plugsmith: { runId: "42", sandbox } }) as unknown as TestResult;
const trial = (versions: Record<string, string>, level: "real" | "contract" = "contract") =>
  attest({ driver: "native", level, versions });

it("names WordPress, PHP and the shop of the approved run, its level and the run", () => {
  const versions = { chromium: "131", php: "8.2.36", plugin: "1.0.0", woocommerceKernel: "9.4.0", wordpress: "6.5.5" };
  expect(listTestedVersions(trial(versions), shop)).toEqual([
    { version: "WordPress 6.5.5, PHP 8.2.36, WooCommerce kernel 9.4.0", level: "contract", runId: "42" },
  ]);
  expect(listTestedVersions(trial({ wordpress: "6.5.5", woocommerce: "9.8.1" }, "real"), shop)).toEqual([
    { version: "WordPress 6.5.5, WooCommerce 9.8.1", level: "real", runId: "42" },
  ]);
});

it("names PrestaShop or its kernel, and never the one for the other", () => {
  const module = { cms: "prestashop", runtime: "php" } as const;
  const versionOf = (versions: Record<string, string>) => listTestedVersions(trial(versions), module)[0]?.version;
  expect(versionOf({ node: "24.21.0", php: "8.2.36", prestashopKernel: "8.2" })).toBe(
    "PrestaShop kernel 8.2, PHP 8.2.36",
  );
  expect(versionOf({ mariadb: "10.11.14", php: "8.2.36", prestashop: "8.2.1" })).toBe("PrestaShop 8.2.1, PHP 8.2.36");
  expect(versionOf({ php: "8.2.36" })).toBeUndefined();
});

it("names Magento, its kernel and the contract host of Shopify as what they are", () => {
  const versionOf = (cms: "magento" | "shopify", runtime: "php" | "node", versions: Record<string, string>) =>
    listTestedVersions(trial(versions), { cms, runtime })[0]?.version;
  const kernel = versionOf("magento", "php", { magentoKernel: "2.4", php: "8.2.36", node: "24.21.0" });
  expect(kernel).toBe("Magento kernel 2.4, PHP 8.2.36");
  const real = versionOf("magento", "php", {
    magento: "2.4.7-p3",
    php: "8.2.36",
    search: "stand-in",
    mariadb: "10.11",
  });
  expect(real).toBe("Magento 2.4.7-p3, PHP 8.2.36");
  const host = versionOf("shopify", "node", { shopifyHost: "2026-04", node: "24.21.0" });
  expect(host).toBe("Shopify contract host 2026-04, Node.js 24.21.0");
  expect(versionOf("shopify", "node", { node: "24.21.0" })).toBeUndefined();
});

it("says nothing where no result is attested, or no platform was started", () => {
  expect(listTestedVersions(null, shop)).toEqual([]);
  expect(listTestedVersions(attest(), shop)).toEqual([]);
  // What a run without a CMS leaves: the plugin was driven through its contract by Node.
  expect(listTestedVersions(trial({ node: "24.21.0", plugin: "1.0.0" }), shop)).toEqual([]);
  expect(listTestedVersions(trial({ node: "24.21.0" }), { cms: "python", runtime: "python" })).toEqual([]);
  expect(listTestedVersions(trial({ node: "24.21.0" }), { cms: "shopify", runtime: "node" })).toEqual([]);
});

it("lists the pairs that the same run tried besides, each platform once", () => {
  const pair = (wordpress: string, php: string) => ({ level: "contract", versions: { wordpress, php } }) as const;
  const first = { driver: "native", ...pair("6.5.5", "8.2.36") } as const;
  const tests = attest(first);
  Object.assign(tests.plugsmith, { compatibility: [pair("6.2.6", "7.4"), pair("6.5.5", "8.2.36")] });
  expect(listTestedVersions(tests, shop).map(({ version }) => version)).toEqual([
    "WordPress 6.5.5, PHP 8.2.36",
    "WordPress 6.2.6, PHP 7.4",
  ]);
});

it("lists each release of PHP that a package was used with, once", () => {
  const of = (php: string) => ({ level: "real", versions: { node: "24.21.0", php } }) as const;
  const tests = attest({ driver: "native", ...of("8.2.36") });
  Object.assign(tests.plugsmith, { compatibility: [of("8.1.34"), of("8.5.10"), of("8.5.10")] });
  expect(listTestedVersions(tests, { cms: "php", runtime: "php" }).map(({ version }) => version)).toEqual([
    "PHP 8.2.36",
    "PHP 8.1.34",
    "PHP 8.5.10",
  ]);
});

it("takes Node.js for the platform of what is made for it", () => {
  expect(listTestedVersions(trial({ node: "24.21.0", plugin: "1.0.0" }), tool)).toEqual([
    { version: "Node.js 24.21.0", level: "contract", runId: "42" },
  ]);
});

it("names PHP or Python for the packages that were used as their users do, and not for those that were only driven", () => {
  const php = { cms: "php", runtime: "php" } as const;
  const python = { cms: "python", runtime: "python" } as const;
  expect(listTestedVersions(trial({ node: "24.21.0", php: "8.2.36" }, "real"), php)).toEqual([
    { version: "PHP 8.2.36", level: "real", runId: "42" },
  ]);
  expect(listTestedVersions(trial({ node: "24.21.0", python: "3.11.7" }, "real"), python)).toEqual([
    { version: "Python 3.11.7", level: "real", runId: "42" },
  ]);
  expect(listTestedVersions(trial({ node: "24.21.0" }), php)).toEqual([]);
  expect(listTestedVersions(trial({ php: "8.2.36" }), { cms: "magento", runtime: "php" })).toEqual([]);
});

it("shows no version that is more than a number", () => {
  const versions = { wordpress: "6.5.5", php: "8.2 [x](https://evil.example)", woocommerceKernel: "9".repeat(40) };
  expect(listTestedVersions(trial(versions), shop)).toEqual([
    { version: "WordPress 6.5.5", level: "contract", runId: "42" },
  ]);
});
