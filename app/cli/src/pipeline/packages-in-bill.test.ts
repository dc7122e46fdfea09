import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { localToolkit, readTree, runStep } from "@plugsmith/action-kit";
import { computeDigest } from "@plugsmith/schemas";
import { makeBom } from "@plugsmith/signers";
import { bomType, findBomFault, readArchive, verifyPackageIndex } from "@plugsmith/trust";
import { afterEach, beforeEach, expect, it } from "vitest";
import { digestOf, makeTarball } from "../../../../actions/build/src/testing/make-archives.ts";
import { makeNpmLock } from "../../../../actions/build/src/testing/make-npm-lock.ts";
import { startRegistry, type TestRegistry } from "../../../../actions/build/src/testing/start-registry.ts";
import { loadStep } from "./load-step.ts";

const fixture = join(import.meta.dirname, "../../../../actions/test/fixtures/honest-bench");
const tarball = makeTarball({
  "package.json": JSON.stringify({ name: "left-pad", version: "1.3.0", main: "index.js" }),
  "index.js": "module.exports = (text, width) => String(text).padStart(width, '~');",
});
const names = ["PLUGSMITH_OFFLINE", "PLUGSMITH_NPM_REGISTRY"];
const before = names.map((name) => process.env[name]);
let registry: TestRegistry;
let home: string;
beforeEach(async () => {
  home = mkdtempSync(join(tmpdir(), "plugsmith-bill-"));
  registry = await startRegistry();
  registry.routes.set("GET /left-pad/-/left-pad-1.3.0.tgz", { body: tarball });
  delete process.env["PLUGSMITH_OFFLINE"];
  process.env["PLUGSMITH_NPM_REGISTRY"] = registry.origin;
});
afterEach(async () => {
  for (const [at, name] of names.entries()) {
    if (before[at] === undefined) delete process.env[name];
    else process.env[name] = before[at];
  }
  rmSync(home, { recursive: true, force: true });
  await registry.close();
});

/** Builds and packages the honest bench plugin with these files, as the rebuild before signing does. */
async function makePackage(where: string, files: Readonly<Record<string, string>>) {
  const pluginDir = join(home, where, "plugins/honest-bench");
  const own = readTree(fixture).map(({ path }) => [path, readFileSync(join(fixture, path), "utf8")] as const);
  for (const [path, text] of [...own, ...Object.entries(files)]) {
    mkdirSync(dirname(join(pluginDir, path)), { recursive: true });
    writeFileSync(join(pluginDir, path), text);
  }
  const outDir = join(home, where, "out");
  const inputs = { "plugin-dir": pluginDir, "out-dir": outDir, name: "honest-bench", rebuild: "true" };
  for (const step of ["build", "package"] as const) {
    const { status, message } = await runStep(await loadStep(step), localToolkit({ inputs, waiver: "process" }));
    expect([status, message]).toEqual(["success", message]);
  }
  const { name, version } = JSON.parse(readFileSync(join(pluginDir, "plugin.json"), "utf8"));
  const zipName = `${name}-${version}.zip`;
  const zip = readFileSync(join(outDir, zipName));
  const sbom = readFileSync(join(outDir, `${zipName}.cdx.json`));
  const contents = verifyPackageIndex(await readArchive(zip));
  return {
    zipName,
    sbom,
    bom: JSON.parse(sbom.toString("utf8")),
    subject: { digest: computeDigest(zip), ...contents },
  };
}

it("names the package that the build bundled in the bill that is signed, the same from any folder", async () => {
  const { manifest, lock } = makeNpmLock({ "left-pad": { version: "1.3.0", tarball } });
  const greeting = 'import pad from "left-pad";\nexport const greeting = pad("hello", 9);\n';
  const files = { "package.json": manifest, "package-lock.json": lock, "src/greeting.js": greeting };
  const one = await makePackage("one", files);
  const purl = "pkg:npm/left-pad@1.3.0";
  expect(one.bom.components).toEqual([
    {
      ...{ type: "library", name: "left-pad", version: "1.3.0", "bom-ref": purl, scope: "required", purl },
      hashes: [{ alg: "SHA-512", content: digestOf("sha512", tarball) }],
    },
  ]);
  expect(one.bom.dependencies).toContainEqual({ ref: one.bom.metadata.component["bom-ref"], dependsOn: [purl] });
  expect(findBomFault(one.bom, one.subject)).toBeNull();
  const signed = makeBom({ ...one.subject, zipName: one.zipName, sbom: one.sbom });
  expect(signed).toMatchObject({ predicateType: bomType, predicate: one.bom });
  const two = await makePackage("some/where/two", files);
  expect(two.subject.digest).toBe(one.subject.digest);
  expect(two.sbom).toEqual(one.sbom);
});

it("names no package in the bill of a plugin that has none", async () => {
  const { bom, subject } = await makePackage("plain", {});
  expect(bom.components).toEqual([]);
  expect(findBomFault(bom, subject)).toBeNull();
});
