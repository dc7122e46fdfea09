import fc from "fast-check";
import { expect, it } from "vitest";
import { choosePureWheel, parsePythonIndex } from "./parse-python-index.ts";

const [a, b] = ["a".repeat(64), "b".repeat(64)];
const page = "https://pypi.example/simple/acme/";

it("reads an index's page in HTML and in JSON", () => {
  const html = `<html><body><a href="../../files/acme-1.0-py3-none-any.whl#sha256=${a}" data-requires-python="&gt;=3.8">x</a>
    <a data-x="1" href="https://files.example/acme-1.0.tar.gz?a=1&amp;b=2#sha256=${b}">y</a><a href="acme-0.9.whl">z</a></body></html>`;
  expect(parsePythonIndex(html, "text/html", page)).toEqual([
    { name: "acme-1.0-py3-none-any.whl", url: "https://pypi.example/files/acme-1.0-py3-none-any.whl", sha256: a },
    { name: "acme-1.0.tar.gz", url: "https://files.example/acme-1.0.tar.gz?a=1&b=2", sha256: b },
  ]);
  const file = { filename: "acme-1.0-py3-none-any.whl", url: "https://files.example/acme-1.0-py3-none-any.whl" };
  const json = JSON.stringify({
    files: [{ ...file, hashes: { sha256: a } }, { ...file, hashes: {} }, 7, { url: "x" }],
  });
  expect(parsePythonIndex(json, "application/vnd.pypi.simple.v1+json", page)).toEqual([
    { name: file.filename, url: file.url, sha256: a },
  ]);
});

it("chooses a wheel that is one of the hashes and runs everywhere", () => {
  const file = (name: string, sha256: string) => ({ name, url: `https://x/${name}`, sha256 });
  const pure = file("acme-1.0-py3-none-any.whl", a);
  const native = file("acme-1.0-cp311-cp311-manylinux_2_17_x86_64.whl", b);
  expect(choosePureWheel([native, pure], [a, b])).toEqual(pure);
  expect(choosePureWheel([native, pure], [b])).toBeNull();
  expect(choosePureWheel([file("acme-1.0.tar.gz", a)], [a])).toBeNull();
});

it("finds no file without a SHA-256 in any page", () => {
  fc.assert(
    fc.property(fc.string(), (text) => {
      expect(parsePythonIndex(`<a href="${text}">`, "text/html", page)).toEqual([]);
    }),
  );
});
