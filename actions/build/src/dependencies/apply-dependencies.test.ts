import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { localToolkit, readTree, runStep } from "@plugsmith/action-kit";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { buildPlugin } from "../build-plugin.ts";
import { digestOf, makeTarball } from "../testing/make-archives.ts";
import { makeNpmLock } from "../testing/make-npm-lock.ts";
import { startRegistry, type TestRegistry } from "../testing/start-registry.ts";

const fixture = join(import.meta.dirname, "../../../test/fixtures/honest-bench");
const bulk = "POST /-/npm/v1/security/advisories/bulk";
const advisory = {
  ...{ id: 7, url: "https://github.com/advisories/GHSA-aaaa-bbbb-cccc", severity: "high" },
  ...{ title: "Pads too far", vulnerable_versions: "<1.3.1" },
};
const tarball = makeTarball({
  "package.json": JSON.stringify({
    name: "left-pad",
    version: "1.3.0",
    main: "index.js",
    scripts: { install: "touch ran" },
  }),
  "index.js": "module.exports = (text, width) => String(text).padStart(width, '~');",
});
const own = makeNpmLock({ "left-pad": { version: "1.3.0", tarball } });
const names = ["PLUGSMITH_OFFLINE", "PLUGSMITH_NPM_REGISTRY"];
const before = names.map((name) => process.env[name]);
let registry: TestRegistry;
let home: string;

beforeAll(async () => {
  registry = await startRegistry();
  registry.routes.set("GET /left-pad/-/left-pad-1.3.0.tgz", { body: tarball });
});
afterAll(async () => {
  for (const [at, name] of names.entries()) {
    if (before[at] === undefined) delete process.env[name];
    else process.env[name] = before[at];
  }
  await registry.close();
});
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), "plugsmith-dependencies-"));
  registry.routes.set(bulk, { type: "application/json", body: "{}" });
  registry.asked.length = 0;
  delete process.env["PLUGSMITH_OFFLINE"];
  process.env["PLUGSMITH_NPM_REGISTRY"] = registry.origin;
});
afterEach(() => rmSync(home, { recursive: true, force: true }));

/** The honest bench plugin, whose greeting is padded by a package. */
function write(folder: string, files: Record<string, string>): string {
  const greeting = 'import pad from "left-pad";\nexport const greeting = pad("hello", 9);\n';
  const all = Object.fromEntries(
    readTree(fixture).map(({ path }) => [path, readFileSync(join(fixture, path), "utf8")]),
  );
  for (const [path, text] of Object.entries({ ...all, "src/greeting.js": greeting, ...files })) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  return folder;
}
const packages = { "package.json": own.manifest, "package-lock.json": own.lock };
/** Builds in folders of its own, with a cache that all builds of a test share. */
async function build(files: Record<string, string> = packages, inputs: Record<string, string> = {}, where = "a") {
  const outDir = join(home, where, "out");
  const given = { "plugin-dir": write(join(home, where, "plugins/honest-bench"), files), "out-dir": outDir };
  const told: string[] = [];
  const toolkit = localToolkit({
    inputs: { name: "honest-bench", "cache-dir": join(home, "cache"), ...given, ...inputs },
    waiver: "process",
    onAnnotation: ({ message }) => told.push(message),
    onSummary: (markdown) => told.push(markdown),
  });
  const result = await runStep(buildPlugin, toolkit);
  const bundle = () => readFileSync(join(outDir, "stage/dist/plugin.mjs"), "utf8");
  return { result, told: told.join("\n"), outDir, bundle };
}
const forge = (more: string) => {
  const people = "approvers: { team: forge }\napprovals: { required: 2 }";
  writeFileSync(join(home, "forge.yml"), `schemaVersion: 1\n${people}\n${more}\n`);
  return { "forge-config": join(home, "forge.yml") };
};

describe("build with packages", () => {
  it("bundles a locked package into the entry, and leaves a copy for the tests in which it is installed", async () => {
    const { result, bundle, outDir, told } = await build();
    expect(result).toMatchObject({
      status: "success",
      message: expect.stringContaining("1 package, no known vulnerability (0 from the cache, 1 fetched)."),
      dependencies: {
        audit: "clean",
        locks: [{ path: "package-lock.json", use: "bundled", installed: true, fetched: 1, cached: 0 }],
        packages: [{ name: "left-pad", version: "1.3.0", state: "clean" }],
      },
    });
    expect(bundle()).toContain("padStart(width");
    expect(readdirSync(join(outDir, "work/honest-bench/node_modules/left-pad")).sort()).toEqual([
      "index.js",
      "package.json",
    ]);
    expect(readdirSync(outDir).sort()).toEqual(["results", "stage", "work"]);
    expect(told).toContain("Dependencies: 1 package, no known vulnerability.");
    expect(registry.strange).toEqual([]);
    for (const { headers } of registry.asked) expect(headers["authorization"]).toBeUndefined();
  });

  it("makes the same bytes in another folder, from the cache, under another umask and time zone", async () => {
    const one = await build();
    registry.asked.length = 0;
    const [zone, mask] = [process.env["TZ"], process.umask(0o077)];
    try {
      process.env["TZ"] = "Pacific/Kiritimati";
      const two = await build(packages, {}, "some/where/else");
      expect(two.result.message).toContain("1 from the cache, 0 fetched");
      expect(two.bundle()).toBe(one.bundle());
      expect(two.bundle()).not.toContain(home);
      expect(registry.asked.map(({ what }) => what)).toEqual([bulk]);
    } finally {
      process.umask(mask);
      if (zone === undefined) delete process.env["TZ"];
      else process.env["TZ"] = zone;
    }
  });

  it("throws a poisoned cache away, says so, and builds what the lockfile names", async () => {
    const one = await build();
    const entries = readdirSync(join(home, "cache/v1"));
    expect(entries).toEqual([`sha512-${digestOf("sha512", tarball)}`]);
    writeFileSync(join(home, "cache/v1", entries[0] ?? ""), makeTarball({ "index.js": "module.exports = steal" }));
    const two = await build();
    expect(two.told).toContain("The cache held other bytes for left-pad 1.3.0");
    expect(two.result.message).toContain("0 from the cache, 1 fetched");
    expect(two.bundle()).toBe(one.bundle());
  });

  it("stops at a high advisory, with what, where and the way out", async () => {
    registry.routes.set(bulk, { type: "application/json", body: JSON.stringify({ "left-pad": [advisory] }) });
    const { result, told } = await build();
    expect(result).toMatchObject({
      status: "failed",
      code: "dependencies_vulnerable",
      message: expect.stringContaining("left-pad 1.3.0: GHSA-aaaa-bbbb-cccc (high) Pads too far, fixed in 1.3.1"),
      hint: expect.stringContaining("dependencies.allow"),
      dependencies: { audit: "vulnerable", advisories: [{ id: "GHSA-aaaa-bbbb-cccc" }] },
    });
    expect(told).toContain("[GHSA-aaaa-bbbb-cccc](https://github.com/advisories/GHSA-aaaa-bbbb-cccc)");
  });

  it("goes on where the forge allows the advisory, and stops when its day has passed", async () => {
    registry.routes.set(bulk, { type: "application/json", body: JSON.stringify({ "left-pad": [advisory] }) });
    const allow = (expires: string) =>
      forge(
        `dependencies: { allow: [{ advisory: GHSA-aaaa-bbbb-cccc, reason: Only our own text., expires: "${expires}" }] }`,
      );
    const { result, told } = await build(packages, allow("2099-12-31"));
    expect(result).toMatchObject({ status: "success", dependencies: { audit: "vulnerable" } });
    expect(told).toContain("Allowed by the forge: Only our own text. (until 2099-12-31)");
    expect((await build(packages, allow("2020-01-01"))).result).toMatchObject({
      code: "dependencies_vulnerable",
      message: expect.stringContaining("The forge allowed GHSA-aaaa-bbbb-cccc until 2020-01-01."),
    });
  });

  it("builds where no source of advisories answers, and never calls that a pass", async () => {
    registry.routes.set(bulk, { status: 503 });
    const { result, told } = await build();
    expect(result).toMatchObject({
      status: "success",
      message: expect.stringContaining("dependency audit could not be checked"),
      dependencies: {
        audit: "unchecked",
        packages: [{ state: "unchecked" }],
        unchecked: [{ ecosystem: "npm", packages: 1, why: expect.stringContaining("answered 503") }],
      },
    });
    expect(told).toContain("This is no pass");
  });

  it("builds offline from the cache alone, and says without one what is missing", async () => {
    await build();
    process.env["PLUGSMITH_OFFLINE"] = "1";
    registry.asked.length = 0;
    expect((await build()).result).toMatchObject({ status: "success", dependencies: { audit: "unchecked" } });
    expect(registry.asked).toEqual([]);
    const { result } = await build(packages, { "cache-dir": join(home, "empty") });
    expect(result).toMatchObject({
      code: "dependencies_unavailable",
      message: expect.stringContaining("PLUGSMITH_OFFLINE"),
    });
  });

  it("asks no source of advisories when it only compares bytes", async () => {
    const { result } = await build(packages, { rebuild: "true" });
    expect(result).toMatchObject({ status: "success", dependencies: { audit: "not_asked" } });
    expect(registry.asked.map(({ what }) => what)).toEqual(["GET /left-pad/-/left-pad-1.3.0.tgz"]);
  });

  it("refuses bytes of the registry that the lockfile does not name", async () => {
    const other = makeNpmLock({ "left-pad": { version: "1.3.0", tarball: makeTarball({ "index.js": "//" }) } });
    const { result } = await build({ "package.json": other.manifest, "package-lock.json": other.lock });
    expect(result).toMatchObject({ code: "dependencies_invalid", message: expect.stringContaining("sha512") });
  });

  it("refuses a package that is imported and not locked, and one that is wanted and not locked", async () => {
    const greeting = 'import pad from "right-pad";\nexport const greeting = pad;\n';
    const { result } = await build({ ...packages, "src/greeting.js": greeting });
    expect(result).toMatchObject({
      code: "build_failed",
      message: expect.stringContaining('"right-pad" is not a file'),
    });
    expect((await build({ "package.json": own.manifest }, {}, "b")).result).toMatchObject({
      code: "dependencies_invalid",
      message: expect.stringContaining("there is no package-lock.json"),
    });
  });

  it("says of a plugin without packages that there is nothing to audit, and asks nobody", async () => {
    const { result, told } = await build({ "src/greeting.js": 'export const greeting = "hello";' });
    expect(result).toMatchObject({ status: "success", dependencies: { audit: "nothing", packages: [] } });
    expect(result.message).toContain("Nothing to audit.");
    expect(told).toContain("No dependencies: nothing to audit.");
    expect(registry.asked).toEqual([]);
  });
});
