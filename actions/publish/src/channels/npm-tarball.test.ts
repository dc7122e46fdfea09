import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { makeManifest } from "@plugsmith/trust/testing";
import { describe, expect, it } from "vitest";
import { makeNpmPackage } from "./npm-tarball.ts";

const file = (path: string, text: string, executable = false) => ({ path, data: Buffer.from(text), executable });
const deep = `${"folder/".repeat(20)}a-name-that-makes-the-whole-path-longer-than-one-hundred-bytes.js`;
const archive = [
  file("entry.mjs", "export {};\n"),
  file("bin/run.sh", "#!/bin/sh\n", true),
  file(deep, "deep\n"),
  file(
    "package.json",
    JSON.stringify({
      name: "x",
      private: true,
      type: "module",
      scripts: { postinstall: "evil" },
      dependencies: { a: "1" },
    }),
  ),
];
const make = (files = archive) => makeNpmPackage("@acme/hello", makeManifest(), files);

describe("makeNpmPackage", () => {
  it("is read by tar with every path, byte and mode", () => {
    const folder = mkdtempSync(join(tmpdir(), "plugsmith-tarball-"));
    try {
      writeFileSync(join(folder, "x.tgz"), make().tarball);
      execFileSync("tar", ["-xzf", "x.tgz"], { cwd: folder });
      expect(readFileSync(join(folder, "package", deep), "utf8")).toBe("deep\n");
      expect(readFileSync(join(folder, "package/entry.mjs"), "utf8")).toBe("export {};\n");
      const listed = execFileSync("tar", ["-tvzf", "x.tgz"], { cwd: folder, encoding: "utf8" });
      expect(listed).toMatch(/^-rwxr-xr-x .*bin\/run\.sh$/mu);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });

  it("has a package.json of our own: no scripts, not private, our name and version", () => {
    expect(make().manifest).toEqual({
      name: "@acme/hello",
      version: "1.0.0",
      description: "Greets a device on the bench.",
      license: "MIT",
      type: "module",
      dependencies: { a: "1" },
    });
  });

  it("gives the same bytes for the same files, in whatever order", () => {
    expect(make([...archive].reverse()).integrity).toBe(make().integrity);
    expect(make([...archive, file("more.txt", "")]).integrity).not.toBe(make().integrity);
  });

  it("refuses a file name that the format cannot hold", () => {
    expect(() => make([file(`${"n".repeat(120)}.js`, "")])).toThrow(
      expect.objectContaining({ code: "channel_refused" }),
    );
  });
});
