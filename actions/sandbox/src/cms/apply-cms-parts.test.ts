import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { strToU8, zipSync } from "fflate";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { applyCmsParts } from "./apply-cms-parts.ts";

describe("applyCmsParts", () => {
  let root: string;
  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), "cms-parts-"));
  });
  afterEach(() => rmSync(root, { recursive: true, force: true }));
  const put = (path: string, text: string) => {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  };

  it("uses what is in the cache without a word, and reads its versions", async () => {
    put("cache/wordpress-6.5/wp-includes/version.php", "<?php $wp_version = '6.5.5';");
    put("cache/node_modules/@wp-playground/cli/package.json", '{ "version": "3.1.56" }');
    put("cache/sqlite/load.php", "/**\n * Version: 3.0.2\n */");
    const said: string[] = [];
    const home = { sources: join(root, "cms"), cache: join(root, "cache") };
    const parts = await applyCmsParts(home, "6.5", (line) => said.push(line));
    expect(parts.versions).toEqual({ wordpress: "6.5.5", playground: "3.1.56", sqlite: "3.0.2" });
    expect(said).toEqual([]);
  });

  it("assembles each release of WordPress once, from its two places", async () => {
    const builds = "cache/node_modules/@wp-playground/wordpress-builds";
    put("cache/node_modules/@wp-playground/cli/package.json", '{ "version": "3.1.56" }');
    put("cache/sqlite/load.php", " * Version: 3.0.2");
    put(`${builds}/public/wp-6.4/wp-admin/a.css`, "a {}");
    const code = strToU8("<?php $wp_version = '6.4.5';");
    mkdirSync(join(root, builds, "src/wordpress"), { recursive: true });
    writeFileSync(join(root, builds, "src/wordpress/wp-6.4.zip"), zipSync({ "wp-includes/version.php": code }));
    const home = { sources: join(root, "cms"), cache: join(root, "cache") };
    const parts = await applyCmsParts(home, "6.4", () => {});
    expect(parts.versions.wordpress).toBe("6.4.5");
    expect(existsSync(join(parts.wordpress, "wp-admin/a.css"))).toBe(true);
    rmSync(join(root, builds), { recursive: true });
    expect(await applyCmsParts(home, "6.4", () => {})).toEqual(parts);
    expect(readdirSync(join(root, "cache")).sort()).toEqual(["node_modules", "sqlite", "wordpress-6.4"]);
  });

  it("leaves nothing half installed when the installation fails", async () => {
    put("cms/package.json", "{}");
    put("cms/package-lock.json", "no JSON");
    put("cms/.npmrc", "");
    const said: string[] = [];
    const home = { sources: join(root, "cms"), cache: join(root, "cache") };
    await expect(applyCmsParts(home, "6.5", (line) => said.push(line))).rejects.toMatchObject({
      code: "tool_missing",
      message: expect.stringContaining("npm ended with"),
    });
    expect(said[0]).toContain("installing");
    expect(existsSync(join(root, "cache"))).toBe(false);
    expect(readdirSync(root)).toEqual(["cms"]);
  });
});
