import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { bundleEntry } from "./bundle-entry.ts";

const home = mkdtempSync(join(tmpdir(), "plugsmith-bundle-"));
afterAll(() => rmSync(home, { recursive: true, force: true }));

function plugin(files: Record<string, string>): string {
  const folder = mkdtempSync(join(home, "p-"));
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  return folder;
}
const problems = async (files: Record<string, string>) => {
  const answer = await bundleEntry(plugin(files), "src/index.js");
  return answer.ok ? "it builds" : answer.problems.join("\n");
};

describe("bundleEntry", () => {
  const good = {
    "src/index.js":
      'import { add } from "./add.js"; import { createHash } from "crypto"; import data from "./data.json"; export const methods = { sum: () => add(1, 2) + data.n, hash: () => createHash("sha256"), later: () => import("./later.js") };',
    "src/add.js": "export const add = (a, b) => a + b;",
    "src/later.js": "export const late = true;",
    "src/data.json": '{"n": 4}',
  };

  it("makes one file of everything, which runs", async () => {
    const answer = await bundleEntry(plugin(good), "src/index.js");
    if (!answer.ok) throw new Error(answer.problems.join());
    const file = join(home, "bundle.mjs");
    writeFileSync(file, answer.code);
    const { methods } = (await import(file)) as { methods: { sum(): number; later(): Promise<{ late: boolean }> } };
    expect(methods.sum()).toBe(7);
    expect((await methods.later()).late).toBe(true);
    expect(answer.modules).toContain("src/add.js");
  });

  it("makes the same bytes in any folder", async () => {
    const [one, two] = await Promise.all([
      bundleEntry(plugin(good), "src/index.js"),
      bundleEntry(plugin(good), "src/index.js"),
    ]);
    expect(one).toEqual(two);
    expect(JSON.stringify(one)).not.toContain(home);
  });

  it("refuses packages and builtins that cannot work, naming file and way out", async () => {
    expect(await problems({ "src/index.js": 'import x from "left-pad";' })).toMatch(/src\/index\.js: "left-pad"/);
    expect(await problems({ "src/index.js": 'import "node:child_process";' })).toMatch(/starting programs/);
    expect(await problems({ "src/index.js": 'export default () => import("node:http");' })).toMatch(/ctx\.fetch/);
  });

  it("never reaches outside the plugin's folder", async () => {
    const outside = join(home, "outside.js");
    writeFileSync(outside, "export const stolen = 'secret';");
    expect(await problems({ "src/index.js": 'export * from "../../outside.js";' })).toMatch(
      /outside the plugin's folder/,
    );
    expect(await problems({ "src/index.js": `export * from ${JSON.stringify(outside)};` })).not.toMatch(/it builds/);
    const linked = plugin({ "src/index.js": 'export * from "./link.js";' });
    symlinkSync(outside, join(linked, "src/link.js"));
    expect(JSON.stringify(await bundleEntry(linked, "src/index.js"))).not.toContain("secret");
  });

  it("says what does not parse or is not there", async () => {
    expect(await problems({ "src/index.js": "export const = 1;" })).not.toMatch(/it builds/);
    expect(await problems({ "src/index.js": 'import "./gone.js";' })).toMatch(/gone\.js/);
    expect(await problems({ "src/other.js": "" })).toMatch(/index\.js/);
  });
});
