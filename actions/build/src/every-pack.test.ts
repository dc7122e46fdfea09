import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { localToolkit, readTree, runStep } from "@plugsmith/action-kit";
import { computeDigest, type ForgeRequest } from "@plugsmith/schemas";
import { readPacks, renderPlugin, selectPack } from "@plugsmith/templates";
import { afterAll, describe, expect, it } from "vitest";
import { buildPlugin } from "./build-plugin.ts";

const home = mkdtempSync(join(tmpdir(), "plugsmith-every-pack-"));
afterAll(() => rmSync(home, { recursive: true, force: true }));
const packs = await readPacks();
const fixtures = join(import.meta.dirname, "../../../templates/fixtures");
const golden = [
  "bench-hostile-fr",
  "magento-checkout-hostile",
  "node-checkout-hostile",
  "php-checkout-hostile",
  "prestashop-checkout-hostile",
  "python-hostile-class",
  "shopify-hostile-class",
  "woocommerce-checkout-hostile",
];

/** Writes the golden request's plugin, builds it, and answers each file that ships with its digest. */
async function build(fixture: string, where: string) {
  const request = JSON.parse(readFileSync(join(fixtures, fixture, "request.json"), "utf8")) as ForgeRequest;
  const requester = { id: 1, login: "rita" };
  const pack = selectPack(packs, request.cms);
  const tree = renderPlugin({ pack, request, version: "1.0.0", requestNumber: 1, requester, author: "Rita" });
  const folder = join(home, fixture, where, "plugins", request.name);
  for (const [path, { content }] of tree) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), content);
  }
  const outDir = join(home, fixture, where, "out");
  const inputs = { name: request.name, "plugin-dir": folder, "out-dir": outDir };
  const result = await runStep(buildPlugin, localToolkit({ inputs, waiver: "process" }));
  expect(result.status, result.message).toBe("success");
  const stage = join(outDir, "stage");
  const files = readTree(stage).map(({ path, executable }) => {
    return `${computeDigest(readFileSync(join(stage, path)))} ${executable} ${path}`;
  });
  return { files, wheel: result.facts?.["wheelDigest"], audit: result.dependencies?.audit };
}

describe("build", () => {
  it("sees every pack", () => {
    expect(golden.map((name) => name.split("-")[0])).toEqual(packs.map(({ definition }) => definition.name).sort());
  });

  it.each(golden)(
    "makes the same of %s in another folder, under another umask, language and time zone",
    async (fixture) => {
      const one = await build(fixture, "one");
      const outside = { TZ: "Pacific/Kiritimati", LANG: "tr_TR.UTF-8", LC_ALL: "tr_TR.UTF-8" };
      const before = Object.keys(outside).map((name) => [name, process.env[name]] as const);
      const mask = process.umask(0o077);
      try {
        Object.assign(process.env, outside);
        expect(await build(fixture, "some/where else/two")).toEqual(one);
      } finally {
        process.umask(mask);
        for (const [name, value] of before) {
          if (value === undefined) delete process.env[name];
          else process.env[name] = value;
        }
      }
      // A Shopify app has a server with packages; nobody is asked about them in a test.
      expect(one.audit).toBe(fixture.startsWith("shopify") ? "unchecked" : "nothing");
    },
  );
});
