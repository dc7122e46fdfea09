import { spawnSync } from "node:child_process";
import {
  cpSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { readPortableHome } from "./read-portable-home.ts";

/** Packages of our lockfile that this machine has installed for some state of the programs. */
function findPackages(): string | undefined {
  const home = readPortableHome(process.env);
  if (!home || !existsSync(home.cache)) return undefined;
  const lock = readFileSync(join(home.sources, "package-lock.json"), "utf8");
  const folders = readdirSync(home.cache).map((name) => join(home.cache, name));
  const installed = folders.find((folder) => {
    const file = join(folder, "package-lock.json");
    return existsSync(join(folder, "node_modules")) && existsSync(file) && readFileSync(file, "utf8") === lock;
  });
  return installed && join(installed, "node_modules");
}

const packages = findPackages();
if (packages === undefined)
  console.log(
    "PHP and Python in WebAssembly are not installed here, so nobody tries the real ones: npm run test:deep -- npm-only does.",
  );

describe.skipIf(packages === undefined)("PHP and Python in WebAssembly", () => {
  let root: string;
  let programs: string;
  let plugin: string;
  beforeAll(() => {
    root = realpathSync(mkdtempSync(join(tmpdir(), "portable-programs-")));
    programs = join(root, "programs");
    plugin = join(root, "plugin");
    cpSync(join(import.meta.dirname, "../../portable"), programs, { recursive: true });
    symlinkSync(packages ?? "", join(programs, "node_modules"));
    cpSync(join(import.meta.dirname, "../../portable/package.json"), join(plugin, "package.json"));
    writeFileSync(join(root, "secret"), "of the machine");
  });
  afterAll(() => rmSync(root, { recursive: true, force: true }));

  const run = (name: string, args: readonly string[], input = "") => {
    const { status, stdout, stderr } = spawnSync(process.execPath, [join(programs, name), ...args], {
      ...{ cwd: plugin, input, encoding: "utf8" },
    });
    return { status, stdout, stderr };
  };

  it("PHP answers lines, ends with its code, and sees the working folder alone", () => {
    const code = `while (($line = fgets(STDIN)) !== false) { echo strtoupper($line); }
      echo json_encode([PHP_MAJOR_VERSION, getcwd(), is_file('package.json'), is_file('../secret'), is_file('/etc/passwd'), function_exists('shell_exec')]);
      fwrite(STDERR, "to stderr"); exit(7);`;
    expect(run("php.mjs", ["-r", code], "one\ntwo")).toEqual({
      ...{ status: 7, stderr: "to stderr" },
      stdout: `ONE\nTWO${JSON.stringify([8, plugin, true, false, false, false]).replaceAll("/", "\\/")}`,
    });
  });

  it("PHP says itself that it starts no program", () => {
    const { status, stderr } = run("php.mjs", ["-d", "display_errors=stderr", "-r", "echo `id`;"]);
    expect(status).toBe(255);
    expect(stderr).toContain("Call to undefined function shell_exec()");
  });

  it("Python answers lines, ends with its code, recurses as deep as CPython, and sees the working folder alone", () => {
    const code = `import json, os, sys
def deep(n): return 0 if n == 0 else 1 + deep(n - 1)
lines = [line.strip().upper() for line in sys.stdin]
print(json.dumps([lines, os.getcwd(), os.path.isfile("package.json"), os.path.isfile("../secret"), os.path.isfile("/etc/passwd"), deep(900)]))
print("to stderr", file=sys.stderr)
sys.exit(7)`;
    expect(run("python.mjs", ["-I", "-B", "-u", "-c", code], "one\ntwo")).toEqual({
      ...{ status: 7, stderr: "to stderr\n" },
      stdout: `[["ONE", "TWO"], "${plugin}", true, false, false, 900]\n`,
    });
  });
});
