import { computeDigest, parsePackageIndex } from "@plugsmith/schemas";
import { makeManifest } from "@plugsmith/trust/testing";
import { expect, it } from "vitest";
import { makeIndex } from "./make-index.ts";

const file = (path: string, executable: boolean) => ({ path, bytes: Buffer.from(path), executable });

it("lists every file bytewise by path with size, digest and executable bit, and passes its schema", () => {
  const index = makeIndex(makeManifest(), "b.js", [file("b.js", false), file("B.sh", true)]);
  expect(index.files).toEqual([
    { path: "B.sh", size: 4, digest: computeDigest(Buffer.from("B.sh")), executable: true },
    { path: "b.js", size: 4, digest: computeDigest(Buffer.from("b.js")), executable: false },
  ]);
  expect(parsePackageIndex(JSON.parse(JSON.stringify(index)))).toMatchObject({ ok: true });
});

it("refuses a started file that is not among them", () => {
  expect(() => makeIndex(makeManifest(), "c.js", [file("b.js", false)])).toThrow(
    expect.objectContaining({ code: "package_failed", message: expect.stringContaining("c.js") }),
  );
});
