import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { localToolkit, readTree } from "@plugsmith/action-kit";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { digestOf, makeWheel } from "../testing/make-archives.ts";
import { applyPipInstall } from "./apply-pip-install.ts";

let home: string;
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), "plugsmith-pip-"));
});
afterEach(() => rmSync(home, { recursive: true, force: true }));

const hasPip = spawnSync("/usr/bin/python3", ["-I", "-m", "pip", "--version"]).status === 0;
const wheel = makeWheel("acme_lib", "1.0", { "acme_lib/__init__.py": "def one():\n    return 1\n" });

async function install(name: string, bytes: Uint8Array = wheel) {
  const folder = join(home, name);
  mkdirSync(folder, { recursive: true });
  const checksum = { algorithm: "sha256", hex: digestOf("sha256", wheel) } as const;
  const file = "acme_lib-1.0-py3-none-any.whl";
  const artifact = { what: "acme-lib 1.0", url: "https://files.test/a.whl", file, checksum };
  const toolkit = localToolkit({ inputs: {}, waiver: "process" });
  await applyPipInstall(toolkit, [{ artifact, bytes, cached: false }], folder, join(home, "scratch"));
  return folder;
}
const read = (folder: string) =>
  Object.fromEntries(readTree(folder).map(({ path }) => [path, readFileSync(join(folder, path), "utf8")]));

describe.skipIf(!hasPip)("applyPipInstall with pip", () => {
  it("unpacks wheels below vendor/ without pip's notes about itself, the same in every folder", async () => {
    const [one, two] = [read(await install("one")), read(await install("deep/two"))];
    expect(Object.keys(one)).toEqual([
      "vendor/acme_lib-1.0.dist-info/METADATA",
      "vendor/acme_lib-1.0.dist-info/WHEEL",
      "vendor/acme_lib/__init__.py",
    ]);
    expect(two).toEqual(one);
  });

  it("refuses bytes that are not the pinned ones, though they were let through before", async () => {
    const other = makeWheel("acme_lib", "1.0", { "acme_lib/__init__.py": "poison" });
    await expect(install("a", other)).rejects.toMatchObject({
      code: "dependencies_invalid",
      message: expect.stringMatching(/HASH|pip refuses/i),
    });
  });
});

it.skipIf(hasPip)("says what to install where pip is missing", async () => {
  await expect(install("a")).rejects.toMatchObject({ code: "tool_missing", hint: expect.stringContaining("apt-get") });
});
