import { unzipSync } from "fflate";
import { expect, it } from "vitest";
import { makeZip } from "./make-zip.ts";

it("is honest by default: another reader finds the files", () => {
  const files = unzipSync(
    makeZip([
      { name: "a", data: "one" },
      { name: "b/é", data: "two".repeat(50), deflate: true },
    ]),
  );
  expect(Object.entries(files).map(([name, data]) => [name, Buffer.from(data).toString()])).toEqual([
    ["a", "one"],
    ["b/é", "two".repeat(50)],
  ]);
});

it("lies in one header, or in both, and leaves the other fields alone", () => {
  const honest = makeZip([{ name: "a", data: "one" }]);
  const differing = (lie: object) => {
    const lying = makeZip([{ name: "a", data: "one", ...lie }]);
    return [...lying.keys()].filter((offset) => lying[offset] !== honest[offset]);
  };
  const central = 30 + 1 + 3;
  expect(differing({ local: { method: 8 } })).toEqual([8]);
  expect(differing({ central: { method: 8 } })).toEqual([central + 10]);
  expect(differing({ method: 8 })).toEqual([8, central + 10]);
  expect(differing({ host: 0, dosAttributes: 0x10 })).toEqual([central + 5, central + 38]);
});
