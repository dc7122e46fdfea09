import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { localToolkit, readTree, runStep } from "@plugsmith/action-kit";
import { makeManifest } from "@plugsmith/trust/testing";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { buildPlugin } from "../build-plugin.ts";
import { digestOf, makeWheel } from "../testing/make-archives.ts";
import { makeComposerPlugin } from "../testing/make-composer-plugin.ts";
import { startRegistry, type TestRegistry } from "../testing/start-registry.ts";

let registry: TestRegistry;
let home: string;
const settings = [
  "PLUGSMITH_OFFLINE",
  "PLUGSMITH_COMPOSER_REPOSITORY",
  "PLUGSMITH_COMPOSER_ADVISORIES",
  "PLUGSMITH_PYPI_INDEX",
  "PLUGSMITH_OSV",
];
const before = settings.map((name) => process.env[name]);
beforeAll(async () => {
  registry = await startRegistry();
});
afterAll(() => registry.close());
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), "plugsmith-shipped-"));
  for (const name of settings) process.env[name] = registry.origin;
  process.env["PLUGSMITH_OFFLINE"] = "";
  registry.routes.set("POST /api/security-advisories/", { body: '{"advisories":[]}' });
  registry.routes.set("POST /v1/query", { body: "{}" });
});
afterEach(() => {
  for (const [at, name] of settings.entries()) {
    if (before[at] === undefined) delete process.env[name];
    else process.env[name] = before[at];
  }
  rmSync(home, { recursive: true, force: true });
});

/** Builds a plugin of these files in a folder of its own, and answers what it would ship. */
async function build(runtime: "php" | "python", entry: string, files: Record<string, string>, where: string) {
  const folder = join(home, where, "plugins/acme-pay");
  const manifest = { ...makeManifest(), name: "acme-pay", version: "1.0.0", runtime, entry };
  for (const [path, text] of Object.entries({ ...files, "plugin.json": JSON.stringify(manifest) })) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  const outDir = join(home, where, "out");
  const inputs = { name: "acme-pay", "plugin-dir": folder, "out-dir": outDir };
  const result = await runStep(buildPlugin, localToolkit({ inputs, waiver: "process" }));
  const stage = join(outDir, "stage");
  const staged = existsSync(stage)
    ? readTree(stage).map(({ path }) => [path, readFileSync(join(stage, path), "utf8")])
    : [];
  return { result, stage, staged: Object.fromEntries(staged) as Record<string, string> };
}

const hasComposer = existsSync("/usr/bin/composer") && existsSync("/usr/bin/php");
describe.skipIf(!hasComposer)("build of a PHP plugin with composer's packages", () => {
  it("ships them below vendor/, where they work, with the same bytes in every folder", async () => {
    const { archive, composerJson, composerLock } = makeComposerPlugin(registry.origin);
    registry.routes.set("GET /lib.zip", { body: archive });
    const main = "<?php\nrequire __DIR__ . '/vendor/autoload.php';\necho \\Acme\\Lib\\One::one();\n";
    const files = { "composer.json": composerJson, "composer.lock": composerLock, "main.php": main };
    const one = await build("php", "main.php", files, "one");
    expect(one.result).toMatchObject({
      status: "success",
      dependencies: {
        audit: "clean",
        locks: [
          {
            ...{ use: "shipped", installed: true },
            included: [{ name: "acme/lib", version: "1.0.0", checksum: `sha1:${digestOf("sha1", archive)}` }],
          },
        ],
      },
    });
    expect(one.staged).not.toHaveProperty("composer.lock");
    expect(spawnSync("/usr/bin/php", ["-n", join(one.stage, "main.php")], { encoding: "utf8" }).stdout).toBe("1");
    const two = await build("php", "main.php", files, "some/where/two");
    expect(two.staged).toEqual(one.staged);
    expect(JSON.stringify(one.staged)).not.toContain(home);
    const kept = await build("php", "main.php", { ...files, "vendor/own.php": "<?php" }, "three");
    expect(kept.result).toMatchObject({ code: "dependencies_invalid", message: expect.stringContaining("vendor/") });
  });
});

it.skipIf(!existsSync("/usr/bin/php"))(
  "builds a lockfile without packages with neither composer nor network",
  async () => {
    process.env["PLUGSMITH_OFFLINE"] = "1";
    const lock = JSON.stringify({ "content-hash": "", packages: [], "packages-dev": [] });
    const { result } = await build("php", "main.php", { "composer.lock": lock, "main.php": "<?php echo 1;" }, "one");
    expect(result).toMatchObject({ status: "success", dependencies: { audit: "nothing" } });
    expect(result.message).toContain("Nothing to audit.");
  },
);

const hasPip = spawnSync("/usr/bin/python3", ["-I", "-m", "pip", "--version"]).status === 0;
describe.skipIf(!hasPip)("build of a Python plugin with packages", () => {
  it("ships pure wheels below vendor/, where they work, with the same bytes in every folder", async () => {
    const wheel = makeWheel("acme_lib", "1.0", { "acme_lib/__init__.py": "def one():\n    return 1\n" });
    const sha256 = digestOf("sha256", wheel);
    registry.routes.set("GET /acme-lib/", {
      type: "text/html",
      body: `<a href="/files/acme_lib-1.0-py3-none-any.whl#sha256=${sha256}">acme_lib</a>`,
    });
    registry.routes.set("GET /files/acme_lib-1.0-py3-none-any.whl", { body: wheel });
    const entry =
      "import sys\nfrom pathlib import Path\n\nsys.path.insert(0, str(Path(__file__).parent / 'vendor'))\nimport acme_lib\n\nprint(acme_lib.one())\n";
    const files = {
      "requirements.txt": `Acme.Lib==1.0 --hash=sha256:${"0".repeat(64)} --hash=sha256:${sha256}\n`,
      "plugin.py": entry,
    };
    const one = await build("python", "plugin.py", files, "one");
    expect(one.result).toMatchObject({
      status: "success",
      dependencies: {
        audit: "clean",
        locks: [{ included: [{ name: "acme-lib", version: "1.0", checksum: `sha256:${sha256}` }] }],
        packages: [{ ecosystem: "pypi", name: "acme-lib", version: "1.0" }],
      },
    });
    const run = spawnSync("/usr/bin/python3", ["-I", "-B", join(one.stage, "plugin.py")], { encoding: "utf8" });
    expect(run.stdout).toBe("1\n");
    const two = await build("python", "plugin.py", files, "some/where/two");
    expect(two.staged).toEqual(one.staged);
    expect(registry.strange).toEqual([]);
  });
});
