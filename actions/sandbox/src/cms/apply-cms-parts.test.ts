import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
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
    put("cache/wordpress/wp-includes/version.php", "<?php $wp_version = '6.5.5';");
    put("cache/node_modules/@wp-playground/cli/package.json", '{ "version": "3.1.56" }');
    put("cache/sqlite/load.php", "/**\n * Version: 3.0.2\n */");
    const said: string[] = [];
    const parts = await applyCmsParts({ sources: join(root, "cms"), cache: join(root, "cache") }, (line) =>
      said.push(line),
    );
    expect(parts.versions).toEqual({ wordpress: "6.5.5", playground: "3.1.56", sqlite: "3.0.2" });
    expect(said).toEqual([]);
  });

  it("leaves nothing half installed when the installation fails", async () => {
    put("cms/package.json", "{}");
    put("cms/package-lock.json", "no JSON");
    put("cms/.npmrc", "");
    const said: string[] = [];
    const home = { sources: join(root, "cms"), cache: join(root, "cache") };
    await expect(applyCmsParts(home, (line) => said.push(line))).rejects.toMatchObject({
      code: "tool_missing",
      message: expect.stringContaining("npm ended with"),
    });
    expect(said[0]).toContain("installing");
    expect(existsSync(join(root, "cache"))).toBe(false);
    expect(readdirSync(root)).toEqual(["cms"]);
  });
});
