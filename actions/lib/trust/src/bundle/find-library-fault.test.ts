import type { BomComponent, PluginBom } from "@plugsmith/schemas";
import { describe, expect, it } from "vitest";
import { makeBom } from "../testing/make-bom.ts";
import { findBomFault } from "./verify-bom.ts";

const digest = (letter: string) => `sha256:${letter.repeat(64)}`;
const subject = {
  digest: digest("a"),
  manifest: {
    name: "acme-pay",
    version: "1.2.0",
    licence: "MIT",
    dependencies: [{ name: "acme-core", range: "^1.0.0" }],
  },
  index: { files: [{ path: "entry.mjs", size: 1, digest: digest("1"), executable: false }] },
};
const plain = makeBom(subject);
const purl = "pkg:npm/%40acme/money@2.0.0";
const money: BomComponent = {
  type: "library",
  name: "@acme/money",
  version: "2.0.0",
  "bom-ref": purl,
  scope: "required",
  hashes: [{ alg: "SHA-512", content: "b".repeat(128) }],
  purl,
};
const padPurl = "pkg:npm/left-pad@1.3.0";
const pad: BomComponent = {
  ...{ type: "library", name: "left-pad", version: "1.3.0" },
  ...{ "bom-ref": padPurl, scope: "required", purl: padPurl },
};
/** The plugin's bill with these packages and, unless others are given, the edges that belong to them. */
function withLibraries(libraries: readonly BomComponent[], edges?: PluginBom["dependencies"]): PluginBom {
  const components = [...(plain.components ?? []), ...libraries];
  const dependsOn = components.map((each) => each["bom-ref"]);
  return { ...plain, components, dependencies: edges ?? [{ ref: "acme-pay@1.2.0", dependsOn }] };
}
const without = (key: keyof BomComponent) => {
  const { [key]: _left, ...rest } = money;
  return rest as BomComponent;
};

describe("findBomFault, of the packages of others in a bill", () => {
  it("finds nothing where each has its URL, with a hash or without", () => {
    expect(findBomFault(withLibraries([money, pad]), subject)).toBeNull();
    expect(findBomFault(withLibraries([pad, money]), subject)).toBeNull();
  });

  const url = "not what its package URL says";
  const needs = "does not need exactly";
  it.each<[string, string, PluginBom]>([
    ["another version than its URL's", url, withLibraries([{ ...money, version: "2.0.1" }])],
    ["another name than its URL's", url, withLibraries([{ ...money, name: "@acme/honey" }])],
    ["a URL of another registry", url, withLibraries([{ ...pad, purl: "pkg:pypi/left-pad@1.3.0" }])],
    ["another reference than its URL", url, withLibraries([{ ...money, "bom-ref": "plugin:acme-core" }])],
    [
      "a hash as long as another algorithm's",
      url,
      withLibraries([{ ...money, hashes: [{ alg: "SHA-1", content: "b".repeat(64) }] }]),
    ],
    ["a URL of a kind that is not built", "purl", withLibraries([{ ...pad, purl: "pkg:gem/left-pad@1.3.0" }])],
    ["a URL with more than name and version", "purl", withLibraries([{ ...pad, purl: `${padPurl}?vcs_url=x` }])],
    ["no URL", "purl", withLibraries([without("purl")])],
    ["no scope", "scope", withLibraries([without("scope")])],
    ["another scope", "scope", withLibraries([{ ...money, scope: "excluded" as "required" }])],
    [
      "a kind of component that no package has",
      "components.1",
      withLibraries([{ ...money, type: "framework" as "library" }]),
    ],
    ["a name that no registry knows", "name", withLibraries([{ ...money, name: "\ud800" }])],
    ["a package twice", "twice", withLibraries([money, pad, money])],
    ["no edges", needs, { ...withLibraries([money]), dependencies: [] }],
    [
      "an edge that leaves one out",
      needs,
      withLibraries([money, pad], [{ ref: "acme-pay@1.2.0", dependsOn: ["plugin:acme-core", purl] }]),
    ],
    [
      "an edge to what is not in the bill",
      needs,
      withLibraries([money], [{ ref: "acme-pay@1.2.0", dependsOn: [purl, padPurl] }]),
    ],
    [
      "an edge of somebody else",
      needs,
      withLibraries([money], [{ ref: "plugin:acme-core", dependsOn: ["plugin:acme-core", purl] }]),
    ],
    [
      "a plugin with a package's words",
      "components",
      { ...plain, components: [{ ...(plain.components?.[0] as BomComponent), purl }] },
    ],
    ["a package in place of a plugin", "its plugins", { ...withLibraries([money]), components: [money] }],
  ])("finds %s", (_, fault, bom) => {
    expect(findBomFault(bom, subject)).toContain(fault);
  });
});
