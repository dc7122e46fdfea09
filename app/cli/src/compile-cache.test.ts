import { execFileSync } from "node:child_process";
import { chmodSync, mkdirSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { findCompileFolder } from "./compile-cache.mjs";

const uid = process.getuid?.();
let home = "";
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), "plugsmith-home-"));
});
afterEach(() => rmSync(home, { recursive: true, force: true }));

const find = (given: Partial<Parameters<typeof findCompileFolder>[0]> = {}) =>
  findCompileFolder({ uid, cacheHome: undefined, home, ...given });

describe("findCompileFolder", () => {
  it("is a folder of the user's own cache that nobody else can write to", () => {
    const folder = find();
    expect(folder).toBe(join(home, ".cache/plugsmith/compiled"));
    expect(statSync(String(folder)).mode & 0o777).toBe(0o700);
    expect(find({ cacheHome: join(home, "x") })).toBe(join(home, "x/plugsmith/compiled"));
  });

  it("is none where others could put code: another owner, a folder open to others", () => {
    expect(find({ uid: (uid ?? 0) + 1 })).toBeUndefined();
    chmodSync(String(find()), 0o777);
    expect(find()).toBeUndefined();
  });

  it("is none where no folder can be made", () => {
    writeFileSync(join(home, ".cache"), "");
    expect(find()).toBeUndefined();
    mkdirSync(join(home, "c/plugsmith"), { recursive: true });
    writeFileSync(join(home, "c/plugsmith/compiled"), "");
    expect(find({ cacheHome: join(home, "c") })).toBeUndefined();
  });
});

it("leaves compiled code for the next start, and none when it is told not to", () => {
  const launcher = join(import.meta.dirname, "launcher.mjs");
  const run = (env: object) =>
    execFileSync(process.execPath, [launcher, "version"], {
      env: { PATH: process.env["PATH"], HOME: home, ...env },
      stdio: "ignore",
    });
  run({ NODE_DISABLE_COMPILE_CACHE: "1" });
  const folder = join(home, ".cache/plugsmith/compiled");
  expect(readdirSync(folder)).toEqual([]);
  run({});
  expect(readdirSync(folder)).toHaveLength(1);
});
