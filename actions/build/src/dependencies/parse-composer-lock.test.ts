import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseComposerLock } from "./parse-composer-lock.ts";

const sha1 = "a".repeat(40);
const dist = { type: "zip", url: `https://api.github.com/repos/acme/lib/zipball/${sha1}`, reference: sha1, shasum: "" };
const entry = (more: object = {}) => ({
  name: "acme/lib",
  version: "v1.2.3",
  source: { type: "git", url: "https://github.com/acme/lib.git", reference: sha1 },
  dist,
  type: "library",
  autoload: { "psr-4": { "Acme\\": "src/" } },
  ...more,
});
const parse = (packages: unknown, dev: unknown = [], repositories: string[] = []) =>
  parseComposerLock(
    JSON.stringify({ "content-hash": "0", packages, "packages-dev": dev }),
    "composer.lock",
    repositories,
  );
const words = (answer: ReturnType<typeof parse>) =>
  answer.ok ? "it is taken" : answer.issues.map(({ rule, message }) => `${rule} ${message}`).join("\n");

describe("parseComposerLock", () => {
  it("finds packages with their archives, and shows composer our own files in their place", () => {
    const answer = parse([entry()], [entry({ name: "acme/tests" })]);
    if (!answer.ok) throw new Error(words(answer));
    expect(answer.value.packages).toEqual([
      { ecosystem: "composer", name: "acme/lib", version: "1.2.3", scope: "runtime" },
      { ecosystem: "composer", name: "acme/tests", version: "1.2.3", scope: "dev" },
    ]);
    expect(answer.value.archives).toEqual([
      { what: "acme/lib v1.2.3", url: dist.url, checksum: null, file: "plugsmith-archives/0.zip" },
    ]);
    expect(answer.value.included).toEqual([{ name: "acme/lib", version: "1.2.3" }]);
    expect(answer.value.lock).toMatchObject({
      "packages-dev": [],
      packages: [{ dist: { url: "plugsmith-archives/0.zip" } }],
    });
    expect(JSON.stringify(answer.value.lock)).not.toMatch(/github\.com/);
  });

  it("takes a checksum where there is one, the forge's own repository, and packages without files", () => {
    const own = { ...dist, url: "https://packages.acme.example/lib.zip", shasum: sha1 };
    const answer = parse(
      [entry({ dist: own }), { name: "acme/meta", version: "1.0.0", type: "metapackage" }],
      [],
      ["https://packages.acme.example"],
    );
    if (!answer.ok) throw new Error(words(answer));
    expect(answer.value.archives).toMatchObject([{ checksum: { algorithm: "sha1", hex: sha1 } }]);
    expect(answer.value.packages).toHaveLength(2);
    expect(answer.value.included).toEqual([{ name: "acme/lib", version: "1.2.3", checksum: `sha1:${sha1}` }]);
  });

  it.each([
    ["a folder", { dist: { ...dist, type: "path", url: "../../secrets" } }],
    ["a file", { dist: { ...dist, url: "file:///etc/passwd" } }],
    ["ssh", { dist: { ...dist, url: "ssh://git@github.com/a/b" } }],
    ["plain http", { dist: { ...dist, url: dist.url.replace("https", "http") } }],
    ["another host", { dist: { ...dist, url: "https://evil.example/lib.zip" } }],
    ["a host that only begins like a known one", { dist: { ...dist, url: "https://api.github.com.evil.example/x" } }],
    ["an address with a user", { dist: { ...dist, url: "https://u@api.github.com/x" } }],
    ["a tarball", { dist: { ...dist, type: "tar" } }],
    ["its repository alone", { dist: undefined }],
  ])("refuses a package from %s", (_, more) => {
    expect(words(parse([entry(more)]))).toContain("only zips of Packagist");
  });

  it.each([
    ["a name that climbs", { name: "../evil" }, "no package name"],
    ["a name without vendor", { name: "lib" }, "no package name"],
    ["no version", { version: 7 }, "no version"],
    ["a version that climbs", { version: "../1" }, "no version"],
    ["a checksum that is none", { dist: { ...dist, shasum: "xyz" } }, "no SHA-1"],
    ["neither checksum nor commit", { dist: { ...dist, reference: "main" } }, "neither a checksum nor a commit"],
    ["an odd reference", { dist: { ...dist, reference: "a b" } }, "odd reference"],
  ])("refuses %s", (_, more, expected) => {
    expect(words(parse([entry(more)]))).toContain(expected);
  });

  it("refuses a package that is named twice, lists that are none, and too many packages", () => {
    expect(words(parse([entry(), entry()]))).toContain("twice");
    expect(words(parse({}))).toContain("no lists");
    expect(words(parse(Array.from({ length: 501 }, (_, at) => entry({ name: `acme/p${at}` }))))).toContain(
      "at most 500",
    );
  });

  it("answers any text, and lets no other host through", () => {
    fc.assert(fc.property(fc.json(), (text) => void parseComposerLock(text, "composer.lock", [])));
    const text = fc.oneof(fc.string(), fc.webUrl(), fc.constantFrom("zip", "path", "file:///x", "acme/lib", dist.url));
    const anyDist = fc.dictionary(fc.constantFrom("type", "url", "reference", "shasum"), text);
    fc.assert(
      fc.property(text, text, anyDist, (name, version, given) => {
        const answer = parse([{ name, version, dist: given }]);
        if (!answer.ok) return;
        for (const { url } of answer.value.archives) expect(new URL(url).host).toMatch(/github\.com$|packagist\.org$/);
      }),
    );
  });
});
