import { expect, it } from "vitest";
import type { LockedPackage } from "../dependencies/locked-package.ts";
import { parseComposerAdvisories, renderComposerQuestion } from "./parse-composer-advisories.ts";

const packages: LockedPackage[] = [
  { ecosystem: "composer", name: "guzzlehttp/psr7", version: "1.8.3", scope: "runtime" },
  { ecosystem: "composer", name: "psr/log", version: "3.0.0", scope: "dev" },
];
/** As Packagist answers. */
const advisory = {
  advisoryId: "PKSA-6jt7-yj6b-5zyb",
  packageName: "guzzlehttp/psr7",
  remoteId: "GHSA-q7rv-6hp3-vh96",
  title: "Improper Input Validation in guzzlehttp/psr7",
  link: "https://github.com/advisories/GHSA-q7rv-6hp3-vh96",
  cve: "CVE-2022-24775",
  affectedVersions: "<1.8.4|>=2,<2.1.1",
  source: "GitHub",
  reportedAt: "2022-03-25T19:26:33+00:00",
  composerRepository: "https://packagist.org",
  severity: "high",
  sources: [{ name: "GitHub", remoteId: "GHSA-q7rv-6hp3-vh96" }],
};

it("asks for names alone", () => {
  expect(decodeURIComponent(renderComposerQuestion(packages))).toBe("packages[]=guzzlehttp/psr7&packages[]=psr/log");
});

it("keeps of all advisories those about the locked version, under all their names", () => {
  const fixed = { ...advisory, affectedVersions: "<1.8.2" };
  const answer = { advisories: { "guzzlehttp/psr7": [advisory, fixed], "psr/log": [] } };
  expect(parseComposerAdvisories(answer, packages)).toEqual([
    {
      id: "PKSA-6jt7-yj6b-5zyb",
      aliases: ["CVE-2022-24775", "GHSA-q7rv-6hp3-vh96"],
      ecosystem: "composer",
      package: "guzzlehttp/psr7",
      version: "1.8.3",
      scope: "runtime",
      severity: "high",
      title: "Improper Input Validation in guzzlehttp/psr7",
      range: "<1.8.4|>=2,<2.1.1",
      fixedIn: "1.8.4",
      url: "https://github.com/advisories/GHSA-q7rv-6hp3-vh96",
    },
  ]);
});

it("reads PHP's ways to write an empty and a sparse list", () => {
  expect(parseComposerAdvisories({ advisories: [] }, packages)).toEqual([]);
  const sparse = { advisories: { "guzzlehttp/psr7": { 3: advisory } } };
  expect(parseComposerAdvisories(sparse, packages)).toHaveLength(1);
});

it.each([
  null,
  {},
  { advisories: null },
  { advisories: [advisory] },
  { advisories: { "psr/log": 7 } },
  { status: "error" },
])("takes %j for no answer", (value) => {
  expect(parseComposerAdvisories(value, packages)).toBeNull();
});
