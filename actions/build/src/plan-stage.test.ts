import { expect, it } from "vitest";
import { planEntry, planStage } from "./plan-stage.ts";

const paths = [
  "AGENTS.md",
  "LICENSE",
  "README.md",
  "assets/logo.svg",
  "ci/github-workflow.yml",
  "forge.json",
  "i18n/fr_FR.json",
  "package-lock.json",
  "package.json",
  "phpunit.xml",
  "phpunit.xml.dist",
  "plugin.json",
  "src/index.js",
  "src/data.json",
  "test/a.test.js",
  "tests/run.php",
];

it("leaves tests, the forge's own files and, for node, the sources out", () => {
  expect(planStage(paths, "node")).toEqual([
    "LICENSE",
    "README.md",
    "assets/logo.svg",
    "i18n/fr_FR.json",
    "plugin.json",
    "src/data.json",
  ]);
});

it("keeps the sources of other runtimes", () => {
  const php = ["acme-pay.php", "includes/class-a.php", "assets/admin.js", "tests/contract.php", "languages/fr_FR.mo"];
  expect(planStage(php, "php")).toEqual([
    "acme-pay.php",
    "includes/class-a.php",
    "assets/admin.js",
    "languages/fr_FR.mo",
  ]);
});

it("starts the bundle for node, and the manifest's entry for the others", () => {
  expect(planEntry({ runtime: "node", entry: "src/index.js" })).toBe("dist/plugin.mjs");
  expect(planEntry({ runtime: "php", entry: "acme-pay.php" })).toBe("acme-pay.php");
});

it("ships a CMS app's server as it is, with its lockfile", () => {
  const app = [
    "web/package.json",
    "web/package-lock.json",
    "web/server.js",
    "web/src/app.js",
    "test/app.test.js",
    "tsconfig.json",
  ];
  expect(planStage(app, "node")).toEqual([
    "web/package.json",
    "web/package-lock.json",
    "web/server.js",
    "web/src/app.js",
  ]);
});
