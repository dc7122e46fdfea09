import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { detectConfinement } from "@plugsmith/plugin-host";
import { computeDigest, type ForgeRequest } from "@plugsmith/schemas";
import { readPacks, renderPlugin, selectPack } from "@plugsmith/templates";
import { Command } from "commander";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { runPlugsmith } from "../testing/run-plugsmith.ts";
import { writeTree } from "../write-tree.ts";
import { registerPipeline } from "./pipeline.ts";

const request: ForgeRequest = { cms: "node", name: "acme-hook", description: "Webhooks for the Acme shop" };
const boundary = (await detectConfinement()).level === "os";
let work = "";
let plugin = "";

beforeAll(async () => {
  work = mkdtempSync(join(tmpdir(), "plugsmith-cli-"));
  // Not named after the plugin: people choose their folders.
  plugin = join(work, "mine");
  const pack = selectPack(await readPacks(), request.cms);
  await writeTree(
    plugin,
    renderPlugin({
      pack,
      request,
      version: "1.0.0",
      requestNumber: 0,
      requester: { id: 1, login: "local" },
      author: "local",
    }),
  );
});
afterAll(() => rmSync(work, { recursive: true, force: true }));

describe("plugsmith pipeline, package and inspect", () => {
  it("make the same package twice and say what is in it", async (context) => {
    if (!boundary) context.skip("bubblewrap does not work here");
    const zip = join(work, "out/a.zip");
    const pipeline = await runPlugsmith(["pipeline", plugin, "--json"]);
    expect(pipeline).toMatchObject({ code: 0, result: { status: "success", plugin: { name: "acme-hook" } } });
    expect(pipeline.stdout.trim().split("\n")).toHaveLength(1);
    const packed = await runPlugsmith(["package", plugin, "--out", zip, "--json"]);
    expect(packed.result["digest"]).toBe(pipeline.result["digest"]);
    expect(packed.result["digest"]).toBe(computeDigest(readFileSync(zip)));
    const inspected = await runPlugsmith(["inspect", zip, "--json"]);
    expect(inspected).toMatchObject({
      code: 0,
      result: { digest: packed.result["digest"], manifest: { name: "acme-hook", version: "1.0.0" } },
    });
    expect(inspected.stderr).toContain("Not checked: who signed");
    const resumed = await runPlugsmith(["pipeline", plugin, "--resume", "--json"]);
    expect(resumed).toMatchObject({ code: 0, result: { results: [] } });
  });

  it("stop at the step that fails, with its code", async (context) => {
    if (!boundary) context.skip("bubblewrap does not work here");
    const broken = join(work, "broken");
    const pack = selectPack(await readPacks(), request.cms);
    await writeTree(
      broken,
      renderPlugin({
        pack,
        request,
        version: "1.0.0",
        requestNumber: 0,
        requester: { id: 1, login: "local" },
        author: "local",
      }),
    );
    const { entry } = JSON.parse(readFileSync(join(broken, "plugin.json"), "utf8")) as { entry: string };
    writeFileSync(join(broken, entry), "export const = ;");
    const run = await runPlugsmith(["pipeline", broken, "--json"]);
    expect(run).toMatchObject({
      code: 1,
      result: { status: "failed", code: "build_failed", results: [{ step: "build" }] },
    });
  });

  it("refuse a file that is no package, and a folder without a manifest", async () => {
    const noZip = join(work, "a.txt");
    writeFileSync(noZip, "hello");
    expect(await runPlugsmith(["inspect", noZip, "--json"])).toMatchObject({
      code: 1,
      result: { code: "archive_invalid" },
    });
    expect(await runPlugsmith(["pipeline", work, "--json"])).toMatchObject({
      code: 1,
      result: { code: "input_invalid" },
    });
    expect(await runPlugsmith(["pipeline", plugin, "--only", "deploy", "--json"])).toMatchObject({
      code: 2,
      result: { code: "wrong_usage" },
    });
  });

  it("verify says first whom it would trust", async () => {
    const zip = join(work, "b.zip");
    writeFileSync(zip, "PK");
    const run = await runPlugsmith(["verify", zip, "--json"], { cwd: work });
    expect(run).toMatchObject({ code: 1, result: { code: "policy_invalid" } });
  });
});

describe("plugsmith pipeline with a shop that somebody brings", () => {
  const out = () => join(work, "shop-out");
  const play = (fixture: string, ...given: string[]) => {
    const folder = join(import.meta.dirname, "../../../../templates/fixtures", fixture, "tree");
    return runPlugsmith(["pipeline", folder, ...given, "--out-dir", out(), "--json"]);
  };

  it("refuses a shop that cannot be used before any step runs", async () => {
    const noZip = join(work, "no.zip");
    writeFileSync(noZip, "no zip");
    const digest = computeDigest(readFileSync(noZip)).replace("sha256:", "");
    const [noFolder, noDigest, noRelease] = await Promise.all([
      play("prestashop-full-fr", "--prestashop-dir", join(work, "nowhere")),
      play("woocommerce-full-fr", "--woocommerce-zip", noZip),
      play("woocommerce-full-fr", "--woocommerce-zip", noZip, "--sha256", digest, "--sandbox", "wasm"),
    ]);
    for (const { code, result } of [noFolder, noDigest, noRelease]) {
      expect({ code, result: result["code"], results: result["results"] }).toEqual({
        code: 1,
        result: "input_invalid",
      });
    }
    expect(noFolder.stderr).toContain("Check the path of --prestashop-dir.");
    expect(noDigest.stderr).toContain(`give --sha256 ${digest}`);
    expect(noRelease.stderr).toContain("is no zip");
    expect(existsSync(out())).toBe(false);
  });

  it("says that a shop is for other plugins than this one", async () => {
    const foreign = await play("woocommerce-full-fr", "--prestashop-dir", work);
    expect(foreign).toMatchObject({ code: 2, result: { code: "wrong_usage" } });
    expect(foreign.stderr).toContain("--prestashop-dir is for plugins of PrestaShop; this one is for WooCommerce.");
    expect(foreign.stderr).toContain("Leave --prestashop-dir out. With --woocommerce-zip you bring a shop");
    const lost = await runPlugsmith(["pipeline", plugin, "--wordpress", "6.4", "--json"]);
    expect(lost).toMatchObject({ code: 2, result: { code: "wrong_usage" } });
  });
});

it("pipeline: a shop that somebody brings is started without being asked for twice, and as they ask", async () => {
  const program = new Command();
  registerPipeline(program);
  const seen: unknown[] = [];
  program.commands[0]?.action((_folder, options: { sandbox?: string }) => void seen.push(options.sandbox));
  const given = [
    [],
    ["--prestashop-dir", "/shop"],
    ["--image", "shop@sha256:1"],
    ["--woocommerce-zip", "/z", "--sandbox", "wasm"],
  ];
  for (const options of given) {
    program.commands[0]?.setOptionValue("sandbox", undefined);
    await program.parseAsync(["pipeline", "/plugin", ...options], { from: "user" });
  }
  expect(seen).toEqual([undefined, "auto", "auto", "wasm"]);
});
