import type { PluginBom } from "@plugsmith/schemas";
import { describe, expect, it } from "vitest";
import { makeBom } from "../testing/make-bom.ts";
import { makePolicy } from "../testing/make-facts.ts";
import { bomType, statementType } from "./statement.ts";
import { findBomFault, verifyBom } from "./verify-bom.ts";
import type { VerifiedStatement } from "./verify-bundle.ts";

const digest = (letter: string) => `sha256:${letter.repeat(64)}`;
const file = (path: string, letter: string) => ({ path, size: 1, digest: digest(letter), executable: false });
const subject = {
  digest: digest("a"),
  manifest: {
    name: "acme-pay",
    version: "1.2.0",
    licence: "MIT",
    dependencies: [{ name: "acme-core", range: "^1.0.0" }],
  },
  index: { files: [file("entry.mjs", "1"), file("lib/a.mjs", "2")] },
};
const honest = makeBom(subject);
const root = honest.metadata.component;
const withRoot = (change: Partial<typeof root>): PluginBom => ({
  ...honest,
  metadata: { component: { ...root, ...change } },
});
const [first, second] = root.components;
const statement = (predicate: unknown) =>
  ({
    statement: { _type: statementType, subject: [], predicateType: bomType, predicate },
  }) as unknown as VerifiedStatement;

describe("findBomFault", () => {
  it("finds nothing in the bill of the very package, in whatever order it lists", () => {
    expect(findBomFault(honest, subject)).toBeNull();
    expect(findBomFault(withRoot({ components: [...root.components].reverse() }), subject)).toBeNull();
  });

  it.each<[string, string, unknown]>([
    ["no bill at all", "", null],
    ["words that a package cannot show", "vulnerabilities", { ...honest, vulnerabilities: [] }],
    ["another version", "another plugin or version", withRoot({ version: "1.2.1" })],
    ["another package", "another package", withRoot({ hashes: [{ alg: "SHA-256", content: "0".repeat(64) }] })],
    ["another licence", "its licence", withRoot({ licenses: [{ license: { id: "GPL-3.0-only" } }] })],
    ["no licence", "its licence", withRoot({ licenses: [{ license: {} }] })],
    ["a missing file", "its files", withRoot({ components: first ? [first] : [] })],
    ["a file twice in place of another", "its files", withRoot({ components: first ? [first, first] : [] })],
    [
      "another digest of a file",
      "its files",
      withRoot({ components: first && second ? [{ ...first, hashes: second.hashes }, second] : [] }),
    ],
    [
      "a plugin that the manifest does not need",
      "its plugins",
      { ...honest, components: [...(honest.components ?? []), { ...honest.components?.[0], name: "acme-more" }] },
    ],
    ["a missing plugin", "its plugins", { ...honest, components: [] }],
  ])("finds %s", (_, fault, bom) => {
    expect(findBomFault(bom, subject)).toContain(fault);
  });
});

describe("verifyBom", () => {
  const demanding = makePolicy({ attestations: { sbom: true } });
  it("asks for none unless the policy does", () => {
    expect(verifyBom([], { ...subject, policy: makePolicy() })).toBeNull();
    expect(() => verifyBom([], { ...subject, policy: demanding })).toThrow(
      expect.objectContaining({ code: "attestation_missing", facts: { predicateType: bomType, found: 0 } }),
    );
    expect(verifyBom([statement(honest)], { ...subject, policy: demanding })).toEqual(honest);
  });

  it("refuses a wrong one whether it was asked for or not, and two", () => {
    const wrong = { ...honest, components: [] };
    for (const found of [[statement(wrong)], [statement(honest), statement(honest)]])
      expect(() => verifyBom(found, { ...subject, policy: makePolicy() })).toThrow(
        expect.objectContaining({ code: "attestation_missing" }),
      );
  });
});
