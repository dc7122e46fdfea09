import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fakeToolkit } from "@plugsmith/action-kit/testing";
import { makeManifest } from "@plugsmith/trust/testing";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { makeNpmLock } from "../testing/make-npm-lock.ts";
import { applyInstall, countInstalls, readVendored } from "./apply-installs.ts";
import { parseNpmLock } from "./parse-npm-lock.ts";
import type { ReadLock } from "./read-locks.ts";
import { readRegistries } from "./read-registries.ts";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "plugsmith-installs-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function lockOf(use: ReadLock["use"], more: Partial<ReadLock> = {}): ReadLock {
  const { lock, manifest } = makeNpmLock({ "left-pad": { version: "1.3.0", tarball: Buffer.from("x") } });
  const parsed = parseNpmLock(lock, manifest, "package-lock.json", "https://registry.npmjs.org");
  if (!parsed.ok) throw new Error("lock");
  const content = { kind: "npm", ...parsed.value } as const;
  const { packages } = parsed.value;
  return { path: "package-lock.json", folder: "", ecosystem: "npm", use, packages, content, ...more };
}
const apply = (lock: ReadLock) =>
  applyInstall(
    fakeToolkit(),
    { store: null, offline: true },
    readRegistries({}),
    lock,
    { work: join(folder, "work"), scratch: join(folder, "scratch") },
    makeManifest(),
  );

describe("applyInstall", () => {
  it("refuses a package whose dependencies cannot be fetched, and says which lockfile asks for them", async () => {
    await expect(apply(lockOf("bundled"))).rejects.toMatchObject({
      code: "dependencies_unavailable",
      message: expect.stringMatching(/^The packages of package-lock\.json cannot be fetched: registry\.npmjs\.org/),
      hint: expect.stringContaining("cache"),
    });
  });

  it("goes on without what an operator installs later, and says that it was not tried", async () => {
    const row = await apply(lockOf("operator"));
    expect(row).toMatchObject({ installed: false, packages: 1, note: expect.stringContaining("not tried here") });
  });

  it("installs nothing of tools, and says what it could not read", async () => {
    expect(countInstalls(lockOf("tools"))).toBe(0);
    const fault = "composer.lock is no JSON";
    const row = await apply(lockOf("tools", { packages: [], content: { kind: "unknown" }, fault }));
    expect(row).toMatchObject({ installed: false, packages: 0, note: `cannot be read: ${fault}` });
  });
});

it("lists what packages brought, by its place in the package", () => {
  mkdirSync(join(folder, "vendor/acme"), { recursive: true });
  writeFileSync(join(folder, "vendor/acme/a.php"), "<?php");
  expect(readVendored(folder)).toMatchObject([{ path: "vendor/acme/a.php", kind: "file", size: 5 }]);
});
