import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { localToolkit, readTree } from "@plugsmith/action-kit";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { makeComposerPlugin } from "../testing/make-composer-plugin.ts";
import { applyComposerInstall } from "./apply-composer-install.ts";
import { parseComposerLock } from "./parse-composer-lock.ts";

let home: string;
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), "plugsmith-composer-"));
});
afterEach(() => rmSync(home, { recursive: true, force: true }));

const origin = "https://packages.acme.example";
const { archive, composerJson, composerLock } = makeComposerPlugin(origin);
const hasComposer = existsSync("/usr/bin/composer") && existsSync("/usr/bin/php");

async function install(name: string, json = composerJson) {
  const folder = join(home, name);
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, "composer.json"), json);
  writeFileSync(join(folder, "composer.lock"), composerLock);
  const parsed = parseComposerLock(composerLock, "composer.lock", [origin]);
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.issues));
  const fetched = parsed.value.archives.map((artifact) => ({ artifact, bytes: archive, cached: false }));
  await applyComposerInstall(localToolkit({ inputs: {}, waiver: "process" }), parsed.value, fetched, folder, {
    name: "acme-pay",
    version: "1.0.0",
  });
  return folder;
}
const read = (folder: string) =>
  Object.fromEntries(readTree(folder).map(({ path }) => [path, readFileSync(join(folder, path), "utf8")]));

describe.skipIf(!hasComposer)("applyComposerInstall with composer", () => {
  it("unpacks what was fetched, runs no script and no plugin, and puts the lockfile back", async () => {
    const files = read(await install("a"));
    expect(files["composer.lock"]).toBe(composerLock);
    expect(Object.keys(files)).toContain("vendor/autoload.php");
    expect(files["vendor/acme/lib/src/One.php"]).toContain("class One");
    expect(Object.keys(files).filter((path) => /archives|(^|\/)\.|vendor\/bin|ran/.test(path))).toEqual([]);
    expect(JSON.parse(files["vendor/composer/installed.json"] ?? "").packages[0].dist.url).toBe(`${origin}/lib.zip`);
  });

  it("makes the same bytes in another folder", async () => {
    const [one, two] = [read(await install("one")), read(await install("deep/er/two"))];
    expect(two).toEqual(one);
    expect(JSON.stringify(one)).not.toContain(home);
  });

  it("refuses a lockfile that is older than its composer.json", async () => {
    const changed = composerJson.replace('"^1.0"', '"^1.1"');
    await expect(install("a", changed)).rejects.toMatchObject({
      code: "dependencies_invalid",
      message: expect.stringContaining("not up to date"),
    });
  });
});

it.skipIf(hasComposer)("says what to install where composer or PHP is missing", async () => {
  await expect(install("a")).rejects.toMatchObject({ code: "tool_missing", hint: expect.stringContaining("apt-get") });
});
