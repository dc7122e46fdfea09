import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { digestOf } from "../testing/make-archives.ts";
import { makeNpmLock } from "../testing/make-npm-lock.ts";
import { parseNpmLock } from "./parse-npm-lock.ts";

const registry = "https://registry.npmjs.org";
const tarball = Buffer.from("tarball");
const good = makeNpmLock({
  "left-pad": { version: "1.3.0", tarball },
  "@acme/money": { version: "2.0.0-rc.1", tarball },
});
const parse = (lock: string, manifest = good.manifest) => parseNpmLock(lock, manifest, "package-lock.json", registry);
/** The good lockfile with other fields in left-pad's entry. */
const withEntry = (more: Record<string, unknown>) =>
  parse(makeNpmLock({ "left-pad": { version: "1.3.0", tarball, more } }).lock);
const words = (answer: ReturnType<typeof parse>) =>
  answer.ok ? "it is taken" : answer.issues.map(({ path, rule, message }) => `${path} ${rule} ${message}`).join("\n");

describe("parseNpmLock", () => {
  it("finds packages, scopes and the registry's own tarballs", () => {
    const answer = parse(good.lock);
    if (!answer.ok) throw new Error(words(answer));
    expect(answer.value.packages.map(({ name, version, scope }) => `${name} ${version} ${scope}`)).toEqual([
      "left-pad 1.3.0 runtime",
      "@acme/money 2.0.0-rc.1 runtime",
    ]);
    expect(answer.value.artifacts.map(({ url }) => url)).toEqual([
      `${registry}/left-pad/-/left-pad-1.3.0.tgz`,
      `${registry}/@acme/money/-/money-2.0.0-rc.1.tgz`,
    ]);
  });

  it("fetches neither development nor optional packages, and tells of them all the same", () => {
    for (const more of [{ dev: true }, { optional: true }, { devOptional: true }]) {
      const answer = withEntry(more);
      if (!answer.ok) throw new Error(words(answer));
      expect(answer.value.artifacts).toEqual([]);
      expect(answer.value.packages).toMatchObject([{ scope: "optional" in more ? "runtime" : "dev" }]);
    }
  });

  it("says what is installed, packages inside another's tarball included, each once", () => {
    const included = (more: Record<string, unknown>) => {
      const answer = withEntry(more);
      if (!answer.ok) throw new Error(words(answer));
      return answer.value.included;
    };
    const checksum = `sha512:${digestOf("sha512", tarball)}`;
    expect(included({})).toEqual([{ name: "left-pad", version: "1.3.0", checksum }]);
    expect(included({ name: "right-pad" })).toEqual([{ name: "right-pad", version: "1.3.0", checksum }]);
    expect(included({ inBundle: true })).toEqual([{ name: "left-pad", version: "1.3.0" }]);
    for (const left of ["dev", "optional", "devOptional"]) expect(included({ [left]: true })).toEqual([]);
    const lock = JSON.parse(good.lock);
    const entry = lock.packages["node_modules/left-pad"];
    lock.packages["node_modules/@acme/money/node_modules/left-pad"] = { ...entry, inBundle: true };
    const answer = parse(JSON.stringify(lock));
    expect(answer.ok && answer.value.included.filter(({ name }) => name === "left-pad")).toEqual(included({}));
  });

  it("shows npm the registry's addresses and known fields alone", () => {
    const answer = withEntry({
      resolved: "https://registry.yarnpkg.com/left-pad/-/left-pad-1.3.0.tgz",
      hasInstallScript: true,
      bin: { "left-pad": "cli.js" },
      scripts: { postinstall: "curl evil" },
    });
    if (!answer.ok) throw new Error(words(answer));
    expect(answer.value.installScripts).toBe(1);
    const shown = JSON.stringify(answer.value.lock);
    expect(shown).toContain(`${registry}/left-pad/-/left-pad-1.3.0.tgz`);
    expect(shown).not.toMatch(/yarnpkg|postinstall|cli\.js/);
  });

  it.each([
    ["a file", { resolved: "file:../../../../etc/passwd" }],
    ["git over ssh", { resolved: "git+ssh://git@github.com/a/b.git#0a1b" }],
    ["plain http", { resolved: "http://registry.npmjs.org/left-pad/-/left-pad-1.3.0.tgz" }],
    ["another host", { resolved: "https://evil.example/left-pad/-/left-pad-1.3.0.tgz" }],
    ["another package", { resolved: "https://registry.npmjs.org/evil/-/evil-1.3.0.tgz" }],
    ["another version", { resolved: "https://registry.npmjs.org/left-pad/-/left-pad-1.2.0.tgz" }],
    ["a user in the address", { resolved: "https://u:p@registry.npmjs.org/left-pad/-/left-pad-1.3.0.tgz" }],
    ["a query", { resolved: "https://registry.npmjs.org/left-pad/-/left-pad-1.3.0.tgz?to=evil" }],
    ["no text", { resolved: 7 }],
  ])("refuses a package from %s", (_, more) => {
    expect(words(withEntry(more))).toContain("not from the registry");
  });

  it.each([
    ["no checksum", { integrity: undefined }, "no sha512"],
    ["only a SHA-1", { integrity: "sha1-qnN+AW8/D1EXuTSlBQyBBAMvJZs=" }, "no sha512"],
    ["a checksum that is cut", { integrity: "sha512-AAAA" }, "no sha512"],
    ["a link", { link: true }, "link to a folder"],
    ["a version that is none", { version: "file:../x" }, "no version"],
    ["a name that is none", { name: "../../x" }, "no version"],
    ["a dependency of a repository", { dependencies: { x: "github:a/b" } }, "only versions of the registry"],
    ["a dependency of a file", { dependencies: { x: "file:/etc" } }, "only versions of the registry"],
    ["dependencies in a list", { dependencies: ["x"] }, "no object"],
  ])("refuses a package with %s", (_, more, expected) => {
    expect(words(withEntry(more))).toContain(expected);
  });

  it.each([
    "../left-pad",
    "node_modules/../left-pad",
    "node_modules/a/../../b",
    "node_modules/.bin",
    "node_modules/__proto__",
    "node_modules//a",
    "node_modules/a/b",
    "/node_modules/a",
    "x/node_modules/a",
    `node_modules/a${"/node_modules/a".repeat(25)}`,
  ])("refuses the place %s", (place) => {
    const lock = JSON.parse(good.lock);
    lock.packages[place] = lock.packages["node_modules/left-pad"];
    expect(words(parse(JSON.stringify(lock)))).toContain("place");
  });

  it("refuses other lockfile versions, too much text and too many packages, workspaces and what is no JSON", () => {
    expect(words(parse(JSON.stringify({ lockfileVersion: 1, dependencies: {} })))).toContain("npm 9 or later");
    expect(words(parse(`"${"x".repeat(5_000_000)}"`))).toContain("larger than");
    const many = Object.fromEntries(Array.from({ length: 501 }, (_, at) => [`p${at}`, { version: "1.0.0", tarball }]));
    expect(words(parse(makeNpmLock(many).lock))).toContain("at most 500");
    expect(words(parse(good.lock, '{"workspaces":["*"]}'))).toContain("workspaces");
    for (const text of ["", "[]", "null", "{", "7"]) expect(parse(text).ok).toBe(false);
  });

  it("answers any text, and lets nothing through that is not the registry's", () => {
    fc.assert(
      fc.property(fc.json(), fc.json(), (lock, manifest) => {
        parse(lock, manifest);
      }),
    );
    const text = fc.oneof(fc.string(), fc.constantFrom("file:x", "git+ssh://a/b", "../x", "node_modules/a", "1.0.0"));
    const entry = fc.dictionary(
      fc.constantFrom("version", "resolved", "integrity", "name", "dependencies", "dev"),
      text,
    );
    fc.assert(
      fc.property(fc.dictionary(text, entry), (packages) => {
        const answer = parse(JSON.stringify({ lockfileVersion: 3, packages }));
        if (!answer.ok) return;
        for (const { url, checksum } of answer.value.artifacts) {
          expect(url.startsWith(`${registry}/`)).toBe(true);
          expect(checksum?.algorithm).toBe("sha512");
        }
        expect(JSON.stringify(answer.value.lock)).not.toMatch(/file:|git\+/);
      }),
    );
  });
});
