import { spawn } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import type { PluginManifest } from "@plugsmith/schemas";
import { afterAll, describe, expect, it } from "vitest";
import { readPacks } from "./read-pack.ts";
import { parseGoldenRequest, renderGolden } from "./testing.ts";

const fixtures = join(import.meta.dirname, "../fixtures");
const rendered = mkdtempSync(join(tmpdir(), "plugsmith-generated-"));
afterAll(() => rmSync(rendered, { recursive: true, force: true }));
const packs = await readPacks();

/** Where the whole plugin of a golden case lies; a compact case is written out first. */
function unfoldCase(name: string): string {
  const folder = join(fixtures, name);
  if (!existsSync(join(folder, "digests.txt"))) return join(folder, "tree");
  const request = parseGoldenRequest(readFileSync(join(folder, "request.json"), "utf8"));
  for (const [path, text] of renderGolden(packs, request)) {
    mkdirSync(dirname(join(rendered, name, path)), { recursive: true });
    writeFileSync(join(rendered, name, path), text);
  }
  return join(rendered, name);
}

/** Runs a program to its end: exit code and all it printed. */
function run(
  program: string,
  args: readonly string[],
  cwd: string,
  input = "",
): Promise<{ code: number | null; output: string }> {
  return new Promise((resolve, reject) => {
    // Without the test runner's own variables, or node --test would think it runs inside itself.
    const env = { PATH: process.env["PATH"] ?? "" };
    const child = spawn(program, args, { cwd, env });
    const chunks: Buffer[] = [];
    for (const stream of [child.stdout, child.stderr]) stream.on("data", (chunk: Buffer) => chunks.push(chunk));
    child.on("error", reject);
    child.on("close", (code) => resolve({ code, output: Buffer.concat(chunks).toString() }));
    child.stdin.end(input);
  });
}

const php = await run(
  "php",
  ["-r", "exit(extension_loaded('simplexml') && class_exists('DOMDocument') ? 0 : 1);"],
  fixtures,
).then(
  ({ code }) => code === 0,
  () => false,
);
if (!php)
  console.warn(
    "skipped: generated PHP plugins are not tested, because php is not installed (apt-get install php-cli php-xml)",
  );

const python = existsSync("/usr/bin/python3");
if (!python)
  console.warn(
    "skipped: generated Python plugins are not tested, because python3 is not installed (apt-get install python3)",
  );

const cases = readdirSync(fixtures).map((name) => {
  const folder = unfoldCase(name);
  const { runtime } = JSON.parse(readFileSync(join(folder, "plugin.json"), "utf8")) as PluginManifest;
  return { name, folder, runtime };
});

describe("tests inside generated plugins", () => {
  it.concurrent.each(cases.filter(({ runtime }) => runtime === "node"))("pass in $name", async ({ folder }) => {
    const files = readdirSync(join(folder, "test"))
      .filter((file) => file.endsWith(".test.js"))
      .map((file) => `test/${file}`);
    const { code, output } = await run(process.execPath, ["--test", "--test-isolation=none", ...files], folder);
    expect(code, output).toBe(0);
    expect(Number(/^ℹ pass (\d+)$/m.exec(output)?.[1] ?? /^# pass (\d+)$/m.exec(output)?.[1])).toBeGreaterThan(5);
  });

  it.skipIf(!python).concurrent.each(cases.filter(({ runtime }) => runtime === "python"))(
    "pass in $name",
    async ({ folder }) => {
      const { code, output } = await run("/usr/bin/python3", ["-I", "-B", "tests/run.py"], folder);
      expect(code, output).toBe(0);
      expect((JSON.parse(output.trim().split("\n").at(-1) ?? "") as { passed: number }).passed).toBeGreaterThan(20);
    },
  );

  it.skipIf(!php).concurrent.each(cases.filter(({ runtime }) => runtime === "php"))(
    "pass in $name",
    async ({ folder }) => {
      const { code, output } = await run("php", ["tests/run.php"], folder);
      expect(code, output).toBe(0);
      expect(output.match(/^ok \d+/gm)?.length ?? 0).toBeGreaterThan(5);
    },
  );
});
