import { computeDigest } from "@plugsmith/schemas";
import { readArchive, verifyPackageIndex } from "@plugsmith/trust";
import { makePackage, makeBom as makeTestBom } from "@plugsmith/trust/testing";
import { expect, it } from "vitest";
import { makeBom } from "./make-bom.ts";

const zip = makePackage();
const subject = {
  zipName: "bench-hello-1.0.0.zip",
  digest: computeDigest(zip),
  ...verifyPackageIndex(await readArchive(zip)),
};
const bill = makeTestBom(subject);
const bytes = (value: unknown) => Buffer.from(JSON.stringify(value));

it("states the bill of the very package, as the file has it", () => {
  expect(makeBom({ ...subject, sbom: bytes(bill) })).toMatchObject({
    predicateType: "https://cyclonedx.org/bom",
    subject: [{ name: subject.zipName, digest: { sha256: subject.digest.slice("sha256:".length) } }],
    predicate: bill,
  });
});

it.each<[string, Buffer]>([
  ["that is not JSON", Buffer.from("{")],
  ["of another package", bytes(makeTestBom({ ...subject, digest: `sha256:${"0".repeat(64)}` }))],
  ["that says more than a package can show", bytes({ ...bill, vulnerabilities: [] })],
])("signs no bill %s", (_, sbom) => {
  expect(() => makeBom({ ...subject, sbom })).toThrow(expect.objectContaining({ code: "signing_failed" }));
});

it("carries no bill that the bundle file could not hold", () => {
  const files = Array.from({ length: 5_000 }, (_, number) => ({
    path: `${"long/".repeat(20)}${number}.txt`,
    size: 1,
    digest: `sha256:${"a".repeat(64)}`,
    executable: false,
  }));
  const large = { ...subject, index: { ...subject.index, files } };
  expect(makeBom({ ...large, sbom: bytes(makeTestBom(large)) })).toBeNull();
});
