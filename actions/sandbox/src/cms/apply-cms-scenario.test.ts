import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fakeToolkit } from "@plugsmith/action-kit/testing";
import type { PluginManifest } from "@plugsmith/schemas";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { applyCmsScenario } from "./apply-cms-scenario.ts";
import { fakeReport } from "./fake-report.ts";
import type { InsidePlan } from "./inside/inside-plan.ts";
import { sealLine } from "./inside/seal-line.ts";
import { woocommerceCms } from "./platforms/woocommerce/woocommerce-cms.ts";
import { readCmsHome } from "./read-cms-home.ts";

const manifest = { name: "pay", version: "1.0.0", type: "cms", cms: "woocommerce" } as PluginManifest;
const po = 'msgid "Enable"\nmsgstr "Activer"\n';

describe("applyCmsScenario", () => {
  let root: string;
  const put = (path: string, text: string) => {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text);
  };
  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), "cms-scenario-"));
    vi.stubEnv("RUNNER_TOOL_CACHE", root);
    const { cache } = readCmsHome();
    put(join(cache, "wordpress-6.5/wp-includes/version.php"), "<?php $wp_version = '6.5.5';");
    put(join(cache, "node_modules/@wp-playground/cli/package.json"), '{ "version": "3.1.56" }');
    put(join(cache, "sqlite/load.php"), " * Version: 3.0.2");
    put(join(root, "stage/pay.php"), "<?php");
    put(join(root, "stage/languages/pay-fr_FR.po"), po);
  });
  afterEach(() => {
    vi.unstubAllEnvs();
    rmSync(root, { recursive: true, force: true });
  });

  const play = (exitCode = 0) => {
    let plan: InsidePlan | undefined;
    const stage = join(root, "stage");
    const request = { request: { locale: "fr_CA", features: ["checkout"] } };
    const toolkit = fakeToolkit({
      files: {
        "/plugins/pay/forge.json": JSON.stringify(request),
        [`${stage}/pay.php`]: "<?php",
        [`${stage}/languages/pay-fr_FR.po`]: po,
      },
      confined: ({ input = "" }) => {
        const told = JSON.parse(input) as InsidePlan;
        plan = told;
        const picture = { kind: "file", name: "pictures/order-phone.png", base64: "eA==" };
        const lines = [picture, { kind: "report", report: fakeReport }].map((line) =>
          sealLine(told.seal, JSON.stringify(line)),
        );
        return { exitCode, stdout: `${lines.join("\n")}\n`, stderr: "no login page", peakRssMiB: 7 };
      },
    });
    const places = { pluginDir: "/plugins/pay", stage, outDir: join(root, "out") };
    const shop = { cms: "woocommerce", platform: woocommerceCms, ask: () => "" } as const;
    const how = { driver: "native", phpVersion: "8.2.36" } as const;
    const result = applyCmsScenario(toolkit, { ...shop, ...how, manifest, ...places });
    return { result, toolkit, plan: () => plan };
  };

  it("tells the program the request's language and features, and keeps its evidence in the shared folder", async () => {
    const { result, toolkit, plan } = play();
    expect(await result).toMatchObject({ report: fakeReport, peakRssMiB: 7 });
    expect(plan()).toMatchObject({
      driver: "native",
      level: "contract",
      locale: "fr_FR",
      features: ["checkout"],
      plugin: { name: "pay", texts: ["Activer"] },
      versions: { wordpress: "6.5.5", php: "8.2.36", sqliteDriver: "3.0.2" },
    });
    const kept = [...toolkit.files.keys()].filter((path) => path.startsWith(join(root, "out")));
    expect(kept.map((path) => path.slice(join(root, "out").length)).sort()).toEqual([
      "/sandbox/pictures/order-phone.png",
      "/sandbox/report.json",
    ]);
  });

  it("says with the program's last words that it did not start, and keeps nothing", async () => {
    const { result, toolkit } = play(1);
    await expect(result).rejects.toMatchObject({
      code: "sandbox_failed",
      message: expect.stringContaining("no login page"),
    });
    expect([...toolkit.files.keys()].some((path) => path.includes("/sandbox/"))).toBe(false);
  });
});
