import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { isInterpreted, localToolkit } from "@plugsmith/action-kit";
import { type PluginManifest, parsePluginManifest } from "@plugsmith/schemas";
import { readPacks, renderPlugin } from "@plugsmith/templates";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { readCmsHome } from "../cms/read-cms-home.ts";
import { gatherConsumer } from "./gather-consumer.ts";

const packs = await readPacks();
const programs = { php: "/usr/bin/php", python: "/usr/bin/python3" };
let root: string;
beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), "plugsmith-consumers-"));
});
afterAll(() => rmSync(root, { recursive: true, force: true }));

type Kind = "node" | "php" | "python";
/** A rendered plugin of a pack in a folder of its own, after somebody changed these files. */
function make(cms: Kind, changes: Readonly<Record<string, (text: string) => string>> = {}) {
  const pack = packs.find(({ definition }) => definition.name === cms);
  if (pack === undefined) throw new Error(`no pack ${cms}`);
  const request = {
    cms,
    name: "acme-pay",
    description: "Card payments for O'Reilly & Söhne",
    features: ["checkout" as const, "refunds" as const, "webhooks" as const],
  };
  const asked = { pack, request, version: "1.2.3", requestNumber: 1, requester: { id: 1, login: "a" }, author: "a" };
  const folder = mkdtempSync(join(root, `${cms}-`));
  for (const [path, { content }] of renderPlugin(asked)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    const change = changes[path];
    writeFileSync(join(folder, path), change && typeof content === "string" ? change(content) : content);
  }
  const manifest = parsePluginManifest(JSON.parse(readFileSync(join(folder, "plugin.json"), "utf8")));
  if (!manifest.ok) throw new Error(JSON.stringify(manifest.issues));
  return { folder, manifest: manifest.value };
}
const use = ({ folder, manifest }: { folder: string; manifest: PluginManifest }, inputs: Record<string, string> = {}) =>
  gatherConsumer(
    localToolkit({ inputs, waiver: "process" }),
    folder,
    manifest,
    isInterpreted(manifest.runtime)
      ? { program: programs[manifest.runtime], args: [], readOnly: [], portable: false }
      : undefined,
  );

const missing = (kind: Kind) => kind !== "node" && !existsSync(programs[kind]);
describe("a package as its users use it", () => {
  it.for<[Kind, RegExp]>([
    ["node", /^\d+ exports, types with it$/u],
    ["php", /^\d\d classes through Composer's rules$/u],
    ["python", /^a wheel installed by (pip|the wheel's own record), \d+ names$/u],
  ])("%s: packed, installed and loaded without a network", async ([kind, detail], { skip }) => {
    skip(missing(kind), `This machine has no ${kind}.`);
    const report = await use(make(kind));
    expect(report).toMatchObject({
      kind: "used",
      version: expect.stringMatching(/^\d+\.\d+\.\d+/u),
      detail: expect.stringMatching(detail),
    });
  });

  it.for<[Kind, string, Record<string, (text: string) => string>, RegExp]>([
    [
      "node",
      "leaves a file that it imports out of what npm packs",
      { "package.json": (text) => text.replace('"files": ["src",', '"files": ["src/index.js", "src/index.d.ts",') },
      /src\/[\w-]+\.js/u,
    ],
    [
      "node",
      "says another version",
      { "package.json": (text) => text.replace("1.2.3", "1.2.4") },
      /says version 1\.2\.4/u,
    ],
    [
      "php",
      "has a class that composer.json leads elsewhere",
      { "src/Money.php": (text) => text.replace(/^namespace Plugsmith\\AcmePay;/mu, "namespace Plugsmith\\AcmePays;") },
      /finds no Plugsmith\\AcmePay\\/u,
    ],
    ["php", "prints something when it is loaded", { "src/Money.php": (text) => `\n${text}` }, /.+/u],
    [
      "python",
      "forgets a version in its wheel",
      { "pyproject.toml": (text) => text.replace('version = "1.2.3"', 'version = "1.2.4"') },
      /says version 1\.2\.4/u,
    ],
    [
      "python",
      "cannot be imported",
      { "src/acme_pay_plugin/__init__.py": (text) => `${text}\nimport no_such_module\n` },
      /no_such_module/u,
    ],
  ])("%s: fails one that %s", async ([kind, , changes, why], { skip }) => {
    skip(missing(kind), `This machine has no ${kind}.`);
    expect(await use(make(kind, changes))).toMatchObject({ kind: "failed", why: expect.stringMatching(why) });
  });

  it.for<[Kind, string, (text: string) => string]>([
    [
      "node",
      "package.json",
      (text) => text.replace('"engines"', '"dependencies": { "left-pad": "1.3.0" },\n  "engines"'),
    ],
    ["php", "composer.json", (text) => text.replace('"ext-json"', '"psr/log": "^3",\n        "ext-json"')],
    ["python", "pyproject.toml", (text) => text.replace("dependencies = []", 'dependencies = ["six"]')],
  ])(
    "%s: does not try one that needs packages of its own, for nothing is fetched",
    async ([kind, file, change], { skip }) => {
      skip(missing(kind), `This machine has no ${kind}.`);
      const why = "it needs packages of its own, and nothing is fetched here";
      expect(await use(make(kind, { [file]: change }))).toEqual({ kind: "left", why });
    },
  );

  it("plays a PHP package's own tests with a release of PHP that is asked for, and fails where they do", async ({
    skip,
  }) => {
    skip(!existsSync(readCmsHome().cache), "The shops' parts are not installed.");
    const failing = { "tests/cases/values.php": () => "<?php\nthrow new RuntimeException('broken on purpose');\n" };
    expect(await use(make("php", failing), { php: "8.5" })).toMatchObject({
      kind: "failed",
      why: expect.stringMatching(/^its own tests fail with PHP 8\.5\./u),
    });
    expect(await use(make("php", failing), { php: "7.4" })).toEqual({ kind: "left", why: "it asks for PHP >=8.1" });
  });

  it("leaves out plugins that are no package, and leaves nothing behind", async () => {
    const { folder, manifest } = make("node");
    expect(await use({ folder, manifest: { ...manifest, cms: "shopify" } })).toBeNull();
    rmSync(join(folder, "package.json"));
    expect(await use({ folder, manifest })).toBeNull();
  });
});
