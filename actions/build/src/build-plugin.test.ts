import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { localToolkit, readTree, runStep } from "@plugsmith/action-kit";
import { detectConfinement } from "@plugsmith/plugin-host";
import { afterAll, describe, expect, it } from "vitest";
import { buildPlugin } from "./build-plugin.ts";

const home = mkdtempSync(join(tmpdir(), "plugsmith-build-"));
afterAll(() => rmSync(home, { recursive: true, force: true }));
const { level } = await detectConfinement();

function copy(change: (folder: string) => void = () => {}, fixture = "honest-bench") {
  const work = mkdtempSync(join(home, "w-"));
  const folder = join(work, "plugins", fixture);
  cpSync(join(import.meta.dirname, "../../test/fixtures", fixture), folder, { recursive: true });
  change(folder);
  return { folder, outDir: join(work, "out") };
}

function build({ folder, outDir }: { folder: string; outDir: string }, inputs: Record<string, string> = {}) {
  const given = { "plugin-dir": folder, "out-dir": outDir, name: "honest-bench", ...inputs };
  return runStep(buildPlugin, localToolkit({ inputs: given, waiver: "process" }));
}
const edit = (folder: string, changes: object) => {
  const file = join(folder, "plugin.json");
  writeFileSync(file, JSON.stringify({ ...JSON.parse(readFileSync(file, "utf8")), ...changes }));
};

describe("build", () => {
  it("stages exactly what ships", async () => {
    const at = copy((folder) => {
      writeFileSync(join(folder, "forge.json"), "{}");
      writeFileSync(join(folder, "AGENTS.md"), "hi");
      mkdirSync(join(folder, "node_modules/x"), { recursive: true });
      writeFileSync(join(folder, "node_modules/x/y.js"), "");
    });
    const result = await build(at, { "head-sha": "a".repeat(40) });
    expect(result).toMatchObject({
      status: "success",
      confinement: level,
      headSha: "a".repeat(40),
      plugin: { name: "honest-bench", version: "1.0.0" },
      facts: { entry: "dist/plugin.mjs", files: 3 },
    });
    expect(readTree(join(at.outDir, "stage")).map(({ path }) => path)).toEqual([
      "README.md",
      "dist/plugin.mjs",
      "plugin.json",
    ]);
    expect(existsSync(join(at.outDir, "results/build.json"))).toBe(true);
  });

  it("makes the same stage twice, and leaves nothing of an earlier one", async () => {
    const at = copy();
    mkdirSync(join(at.outDir, "stage"), { recursive: true });
    writeFileSync(join(at.outDir, "stage/old.txt"), "left over");
    await build(at);
    const first = readFileSync(join(at.outDir, "stage/dist/plugin.mjs"));
    const other = copy();
    await build(other);
    expect(readFileSync(join(other.outDir, "stage/dist/plugin.mjs"))).toEqual(first);
    expect(existsSync(join(at.outDir, "stage/old.txt"))).toBe(false);
  });

  it.each([
    ["build_failed", "link", (folder: string) => symlinkSync("/etc/passwd", join(folder, "secrets.txt"))],
    ["build_failed", ".env", (folder: string) => writeFileSync(join(folder, ".env"), "KEY=1")],
    ["build_failed", "src/gone.js", (folder: string) => edit(folder, { entry: "src/gone.js" })],
    ["build_failed", "left-pad", (folder: string) => writeFileSync(join(folder, "src/index.js"), 'import "left-pad";')],
    ["manifest_invalid", "permissions", (folder: string) => edit(folder, { permissions: {} })],
    ["manifest_invalid", "other-bench", (folder: string) => edit(folder, { name: "other-bench" })],
    [
      "bundle_too_large",
      "bytes",
      (folder: string) =>
        writeFileSync(join(folder, "src/greeting.js"), `export const greeting = "${"x".repeat(1_100_000)}";`),
    ],
  ])("refuses with %s what is wrong with %s", async (code, word, change) => {
    const at = copy(change);
    const result = await build(at);
    expect(result).toMatchObject({ status: "failed", code });
    expect(result.message).toContain(word);
  });

  it("refuses an out-dir inside the plugin and a name that is not the folder's", async () => {
    const at = copy();
    expect(await build({ ...at, outDir: join(at.folder, "out") })).toMatchObject({ code: "input_invalid" });
    expect(await build(at, { name: "other-bench" })).toMatchObject({ code: "input_invalid" });
  });

  it.skipIf(!existsSync("/usr/bin/php"))("lets PHP itself judge PHP", async () => {
    const php = (text: string) =>
      copy((folder) => {
        edit(folder, { runtime: "php", entry: "main.php" });
        writeFileSync(join(folder, "main.php"), text);
      });
    const good = php("<?php echo 1;");
    expect(await build(good)).toMatchObject({ status: "success", facts: { syntaxChecked: 1, entry: "main.php" } });
    expect(existsSync(join(good.outDir, "stage/src/index.js"))).toBe(true);
    const bad = await build(php("<?php if ("));
    expect(bad).toMatchObject({ code: "build_failed" });
    expect(bad.message).toContain("main.php");
    expect(bad.message).not.toContain(home);
  });

  it.skipIf(!existsSync("/usr/bin/php"))("finds the one PHP file among many that does not compile", async () => {
    const given = copy((folder) => {
      edit(folder, { runtime: "php", entry: "main.php" });
      for (const name of ["main", "a", "z"]) writeFileSync(join(folder, `${name}.php`), "<?php echo 1;");
      writeFileSync(join(folder, "m.php"), "<?php class A { function f() {} function f() {} }");
    });
    const refused = await build(given);
    expect(refused).toMatchObject({ code: "build_failed" });
    expect(refused.message).toContain("m.php");
  });
});
