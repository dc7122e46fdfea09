import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { load } from "js-yaml";
import { describe, expect, it } from "vitest";
import { readPacks } from "./read-pack.ts";
import { selectPack } from "./select-pack.ts";
import { parseGoldenRequest, renderGolden } from "./testing.ts";

/** A golden request of each pack that says which versions of its language it is for. */
const cases = [
  ["node", "node-full-de"],
  ["bench", "bench-telemetry-en"],
  ["shopify", "shopify-full-fr"],
  ["php", "php-full-fr"],
  ["magento", "magento-full-fr"],
  ["python", "python-full-fr"],
] as const;
const packs = await readPacks();
const definitionOf = (name: (typeof cases)[number][0]) => selectPack(packs, name).definition;

async function render(name: string): Promise<ReadonlyMap<string, string>> {
  const request = await readFile(join(import.meta.dirname, "../fixtures", name, "request.json"), "utf8");
  const tree = renderGolden(packs, parseGoldenRequest(request));
  return new Map([...tree].flatMap(([path, content]) => (typeof content === "string" ? [[path, content]] : [])));
}
const json = (tree: ReadonlyMap<string, string>, path: string) => JSON.parse(tree.get(path) ?? "null");

describe("what a generated plugin says of versions comes from pack.yml alone", () => {
  it("has a case for every pack with versions of its language", () => {
    const named = packs.filter(({ definition }) => definition.runtimeVersions).map(({ definition }) => definition.name);
    expect(cases.map(([name]) => name)).toEqual(expect.arrayContaining(named));
  });

  it.each(cases)(
    "%s: the oldest version comes first, and platform and language agree where they are the same",
    (name) => {
      const { runtimeVersions = [], supportedVersions } = definitionOf(name);
      const numbers = runtimeVersions.map((version) => version.split(".").map(Number));
      expect([...numbers].sort((a, b) => (a[0] ?? 0) - (b[0] ?? 0) || (a[1] ?? 0) - (b[1] ?? 0))).toEqual(numbers);
      if (["node", "php", "python"].includes(name)) expect(supportedVersions).toBe(`>=${runtimeVersions[0]}`);
    },
  );

  it.each(cases)("%s: the manifest and the package files demand what the pack says", async (name, golden) => {
    const { runtimeVersions = [], supportedVersions } = definitionOf(name);
    const tree = await render(golden);
    expect(json(tree, "plugin.json").supportedVersions).toBe(supportedVersions);
    for (const path of ["package.json", "web/package.json"])
      if (tree.has(path)) expect(json(tree, path).engines, path).toEqual({ node: `>=${runtimeVersions[0]}` });
    const python = tree.get("pyproject.toml");
    if (python !== undefined) {
      expect(python).toContain(`requires-python = ">=${runtimeVersions[0]}"\n`);
      expect(python).toContain(`python_version = "${runtimeVersions[0]}"\n`);
      const listed = [...python.matchAll(/"Programming Language :: Python :: (\d\.\d+)"/gu)].map(
        ([, version]) => version,
      );
      expect(listed).toEqual(runtimeVersions);
    }
  });

  it.each(cases)("%s: the plugin's own CI tries every version", async (name, golden) => {
    const text = (await render(golden)).get("ci/github-workflow.yml");
    if (name === "bench") return expect(text).toBeUndefined();
    const workflow = load(text ?? "") as { jobs: { test: { strategy: { matrix: Record<string, unknown[]> } } } };
    const [versions] = Object.values(workflow.jobs.test.strategy.matrix);
    expect(versions?.map(String)).toEqual(definitionOf(name).runtimeVersions);
  });

  it("php and magento: composer's constraint takes exactly the versions that are tried, and newer ones of a library", async () => {
    const php = json(await render("php-full-fr"), "composer.json").require.php;
    expect(php).toBe(definitionOf("php").supportedVersions);
    const magento = json(await render("magento-full-fr"), "composer.json").require.php;
    expect(magento.split("||")).toEqual(definitionOf("magento").runtimeVersions?.map((version) => `~${version}.0`));
  });

  it("magento: the framework is that of the releases it is for", async () => {
    // Magento Open Source 2.4.4 brings magento/framework 103.0.4; 2.5 would be the next major version of the framework.
    expect(definitionOf("magento").supportedVersions).toBe(">=2.4.4 <2.5");
    expect(json(await render("magento-full-fr"), "composer.json").require["magento/framework"]).toBe(">=103.0.4 <104");
  });

  it("shopify: every file names the one version of Shopify's API", async () => {
    const tree = await render("shopify-full-fr");
    const named = [...tree.values()].flatMap((text) =>
      [...text.matchAll(/(?<![\d-])20\d\d-(?:01|04|07|10)(?![\d-])/gu)].map(([one]) => one),
    );
    expect(named.length).toBeGreaterThan(5);
    expect(new Set(named)).toEqual(new Set([definitionOf("shopify").supportedVersions]));
  });
});
