import fc from "fast-check";
import { expect, it } from "vitest";
import type { LockedPackage } from "../dependencies/locked-package.ts";
import { parseNpmAdvisories, renderNpmQuestion } from "./parse-npm-advisories.ts";

const locked = (name: string, version: string): LockedPackage => ({
  ecosystem: "npm",
  name,
  version,
  scope: "runtime",
});
const packages = [locked("minimist", "1.2.5"), locked("minimist", "1.2.8"), locked("left-pad", "1.3.0")];
/** As the registry answers. */
const advisory = {
  id: 1097678,
  url: "https://github.com/advisories/GHSA-xvch-5gv4-984h",
  title: "Prototype Pollution in minimist",
  severity: "critical",
  vulnerable_versions: ">=1.0.0 <1.2.6",
  cwe: ["CWE-1321"],
  cvss: { score: 9.8, vectorString: "CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H" },
};

it("asks for each name with all its versions", () => {
  expect(JSON.parse(renderNpmQuestion(packages))).toEqual({ minimist: ["1.2.5", "1.2.8"], "left-pad": ["1.3.0"] });
});

it("tells which version an advisory is about, by the name that people know", () => {
  expect(parseNpmAdvisories({ minimist: [advisory] }, packages)).toEqual([
    {
      id: "GHSA-xvch-5gv4-984h",
      aliases: ["npm-1097678"],
      ecosystem: "npm",
      package: "minimist",
      version: "1.2.5",
      scope: "runtime",
      severity: "critical",
      title: "Prototype Pollution in minimist",
      range: ">=1.0.0 <1.2.6",
      fixedIn: "1.2.6",
      url: "https://github.com/advisories/GHSA-xvch-5gv4-984h",
    },
  ]);
  expect(parseNpmAdvisories({}, packages)).toEqual([]);
});

it.each([null, [], "x", { minimist: "none" }, { error: "Unauthorized" }])("takes %j for no answer", (value) => {
  expect(parseNpmAdvisories(value, packages)).toBeNull();
});

it("makes findings of packages that were asked for alone, whatever a source says", () => {
  const keys = fc.constantFrom("minimist", "left-pad", "__proto__", "constructor", "other");
  fc.assert(
    fc.property(fc.dictionary(keys, fc.array(fc.oneof(fc.object(), fc.constant(advisory)))), (value) => {
      for (const { package: name, id } of parseNpmAdvisories(value, packages) ?? []) {
        expect(["minimist", "left-pad"]).toContain(name);
        expect(id).not.toBe("");
      }
    }),
  );
});
