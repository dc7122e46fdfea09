import { expect, it } from "vitest";
import type { LockedPackage } from "../dependencies/locked-package.ts";
import { parseOsvAdvisories, renderOsvQuestion } from "./parse-osv-advisories.ts";

const asked: LockedPackage = { ecosystem: "pypi", name: "jinja2", version: "2.4.1", scope: "runtime" };
/** As OSV answers, shortened; the same flaw from GitHub's database and from PyPA's. */
const ghsa = {
  id: "GHSA-462w-v97r-4m45",
  summary: "High severity vulnerability that affects Jinja2",
  details: "In Pallets Jinja before 2.10.1, str.format_map allows a sandbox escape.",
  aliases: ["CVE-2019-10906", "PYSEC-2019-217"],
  modified: "2024-09-24T20:40:29Z",
  database_specific: { severity: "HIGH", github_reviewed: true },
  references: [{ type: "ADVISORY", url: "https://nvd.nist.gov/vuln/detail/CVE-2019-10906" }],
  affected: [
    {
      package: { name: "jinja2", ecosystem: "PyPI", purl: "pkg:pypi/jinja2" },
      ranges: [{ type: "ECOSYSTEM", events: [{ introduced: "0" }, { fixed: "2.10.1" }] }],
    },
    { package: { name: "other", ecosystem: "PyPI" }, ranges: [{ type: "ECOSYSTEM", events: [{ fixed: "9" }] }] },
  ],
  severity: [{ type: "CVSS_V3", score: "CVSS:3.0/AV:N/AC:L/PR:N/UI:N/S:C/C:H/I:N/A:N" }],
};
const pysec = { id: "PYSEC-2019-217", details: ghsa.details, aliases: ["CVE-2019-10906", "GHSA-462w-v97r-4m45"] };

it("asks for one package of PyPI, page by page", () => {
  expect(JSON.parse(renderOsvQuestion(asked))).toEqual({
    version: "2.4.1",
    package: { name: "jinja2", ecosystem: "PyPI" },
  });
  expect(JSON.parse(renderOsvQuestion(asked, "next"))).toMatchObject({ page_token: "next" });
});

it.each([[[ghsa, pysec]], [[pysec, ghsa]]])(
  "tells one flaw of two databases once, with the weight that one of them gives",
  (vulns) => {
    const [found, ...more] = parseOsvAdvisories([{ vulns }], asked) ?? [];
    expect(more).toEqual([]);
    expect(found).toMatchObject({
      id: "GHSA-462w-v97r-4m45",
      severity: "high",
      package: "jinja2",
      range: ">=0 <2.10.1",
      fixedIn: "2.10.1",
      url: "https://osv.dev/vulnerability/GHSA-462w-v97r-4m45",
    });
    expect([...(found?.aliases ?? [])].sort()).toEqual(["CVE-2019-10906", "PYSEC-2019-217"]);
  },
);

it("leaves out what was withdrawn, and weighs as unknown what nobody has weighed", () => {
  const gone = { ...ghsa, id: "GHSA-0000-0000-0000", aliases: [], withdrawn: "2024-01-01T00:00:00Z" };
  expect(parseOsvAdvisories([{ vulns: [gone] }, {}, { vulns: [pysec] }], asked)).toMatchObject([
    { id: "PYSEC-2019-217", severity: "unknown" },
  ]);
  expect(parseOsvAdvisories([{}], asked)).toEqual([]);
});

it.each([null, [], "x", { vulns: {} }])("takes %j for no answer", (page) => {
  expect(parseOsvAdvisories([page], asked)).toBeNull();
});
