import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { localToolkit, readTree, runStep } from "@plugsmith/action-kit";
import { computeDigest } from "@plugsmith/schemas";
import { makeBom } from "@plugsmith/signers";
import { bomType, findBomFault, readArchive, verifyPackageIndex } from "@plugsmith/trust";
import { afterEach, beforeEach, expect, it } from "vitest";
import { loadStep } from "./load-step.ts";

const fixture = join(import.meta.dirname, "../../../../actions/test/fixtures/honest-bench");
const names = ["PLUGSMITH_OFFLINE", "PLUGSMITH_NPM_REGISTRY"];
const before = names.map((name) => process.env[name]);
let registry: Server;
let home: string;
let tarball: Buffer;

function writeFiles(folder: string, files: Readonly<Record<string, string>>): void {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
}

beforeEach(async () => {
  home = mkdtempSync(join(tmpdir(), "plugsmith-bill-"));
  writeFiles(join(home, "left-pad/package"), {
    "package.json": JSON.stringify({ name: "left-pad", version: "1.3.0", main: "index.js" }),
    "index.js": "module.exports = (text, width) => String(text).padStart(width, '~');",
  });
  tarball = execFileSync("tar", ["-czf", "-", "-C", join(home, "left-pad"), "package"]);
  registry = createServer((request, response) => {
    const known = request.url === "/left-pad/-/left-pad-1.3.0.tgz";
    response.writeHead(known ? 200 : 404).end(known ? tarball : "");
  });
  await new Promise<void>((resolve) => registry.listen(0, "127.0.0.1", resolve));
  delete process.env["PLUGSMITH_OFFLINE"];
  process.env["PLUGSMITH_NPM_REGISTRY"] = `http://127.0.0.1:${(registry.address() as AddressInfo).port}`;
});
afterEach(async () => {
  for (const [at, name] of names.entries()) {
    if (before[at] === undefined) delete process.env[name];
    else process.env[name] = before[at];
  }
  rmSync(home, { recursive: true, force: true });
  registry.closeAllConnections();
  await new Promise((resolve) => registry.close(resolve));
});

const hash = (encoding: "hex" | "base64") => createHash("sha512").update(tarball).digest(encoding);

/** A plugin that pads its greeting with a package of the registry, locked. */
function makePadded(): Record<string, string> {
  const root = { name: "honest-bench", version: "1.0.0", dependencies: { "left-pad": "1.3.0" } };
  const locked = { version: "1.3.0", integrity: `sha512-${hash("base64")}` };
  return {
    "package.json": JSON.stringify({ ...root, type: "module" }),
    "package-lock.json": JSON.stringify({
      ...{ ...root, lockfileVersion: 3 },
      packages: { "": root, "node_modules/left-pad": locked },
    }),
    "src/greeting.js": 'import pad from "left-pad";\nexport const greeting = pad("hello", 9);\n',
  };
}

/** Builds and packages the honest bench plugin with these files, as the rebuild before signing does. */
async function makePackage(where: string, files: Readonly<Record<string, string>>) {
  const pluginDir = join(home, where, "plugins/honest-bench");
  const own = readTree(fixture).map(({ path }) => [path, readFileSync(join(fixture, path), "utf8")]);
  writeFiles(pluginDir, { ...Object.fromEntries(own), ...files });
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
  const files = makePadded();
  const one = await makePackage("one", files);
  const purl = "pkg:npm/left-pad@1.3.0";
  expect(one.bom.components).toEqual([
    {
      ...{ type: "library", name: "left-pad", version: "1.3.0", "bom-ref": purl, scope: "required", purl },
      hashes: [{ alg: "SHA-512", content: hash("hex") }],
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
