import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { localToolkit } from "@plugsmith/action-kit";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { makeTarball } from "../testing/make-archives.ts";
import { makeNpmLock } from "../testing/make-npm-lock.ts";
import { applyNpmInstall } from "./apply-npm-install.ts";
import { parseNpmLock } from "./parse-npm-lock.ts";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "plugsmith-npm-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const evil = { scripts: { preinstall: "touch ran", postinstall: "touch ran" }, bin: { "left-pad": "cli.js" } };
const tarball = makeTarball({
  "package.json": JSON.stringify({ name: "left-pad", version: "1.3.0", main: "index.js", ...evil }),
  "index.js": "module.exports = (text, width) => String(text).padStart(width);",
  "cli.js": "#!/usr/bin/env node",
});

function install(manifestOf = (manifest: string) => manifest, bytes: Uint8Array | null = tarball) {
  const { manifest, lock } = makeNpmLock({ "left-pad": { version: "1.3.0", tarball } });
  const parsed = parseNpmLock(lock, manifestOf(manifest), "package-lock.json", "https://registry.npmjs.org");
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.issues));
  const fetched = bytes === null ? [] : parsed.value.artifacts.map((artifact) => ({ artifact, bytes, cached: false }));
  const toolkit = localToolkit({ inputs: {}, waiver: "process" });
  return applyNpmInstall(toolkit, parsed.value, fetched, folder, join(folder, "scratch"));
}

describe("applyNpmInstall", () => {
  it("unpacks what was fetched, runs none of its scripts, makes no links, and leaves nothing else behind", async () => {
    await install();
    expect(readdirSync(folder)).toEqual(["node_modules"]);
    expect(readdirSync(join(folder, "node_modules"))).toEqual(["left-pad"]);
    const files = readdirSync(join(folder, "node_modules/left-pad"));
    expect(files.sort()).toEqual(["cli.js", "index.js", "package.json"]);
    expect(readFileSync(join(folder, "node_modules/left-pad/index.js"), "utf8")).toContain("padStart");
  });

  it("refuses a lockfile that does not fit its package.json", async () => {
    const other = (manifest: string) => manifest.replace("1.3.0", "^2.0.0");
    await expect(install(other)).rejects.toMatchObject({
      code: "dependencies_invalid",
      message: expect.stringMatching(/npm ci refuses the lockfile/),
      hint: expect.stringContaining("--package-lock-only"),
    });
  });

  it("asks no registry for what is missing", async () => {
    await expect(install(undefined, null)).rejects.toMatchObject({
      code: "dependencies_invalid",
      message: expect.stringMatching(/cache|offline|ENOTCACHED/i),
    });
    expect(existsSync(join(folder, "node_modules"))).toBe(false);
  });
});
