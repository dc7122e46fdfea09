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

  it("uses what is in the cache without a word, and reads its version", async () => {
    put("cache/node_modules/@wp-playground/cli/package.json", '{ "version": "3.1.56" }');
    const said: string[] = [];
    const home = { sources: join(root, "cms"), cache: join(root, "cache") };
    const parts = await applyCmsParts(home, (line) => said.push(line));
    expect(parts.versions).toEqual({ playground: "3.1.56" });
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
