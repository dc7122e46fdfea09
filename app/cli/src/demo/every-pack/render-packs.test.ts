import { describe, expect, it } from "vitest";
import type { PackEvidence } from "./pack-evidence.ts";
import { renderPacks } from "./render-packs.ts";

const evidence = (changes: Partial<PackEvidence>): PackEvidence => ({
  pack: "node",
  packVersion: "1.0.0",
  packDigest: `sha256:${"d".repeat(64)}`,
  runtime: "node",
  supportedVersions: ">=20",
  features: ["checkout"],
  locales: ["en_US"],
  publishes: [],
  files: 22,
  status: "success",
  message: "",
  tests: { passed: 30, failed: 0, skipped: 0 },
  judgedBy: "plugin",
  checks: [
    { suite: "events", check: "checkout_created", status: "passed" },
    { suite: "events", check: "refund_issued", status: "not_applicable" },
  ],
  sandbox: { level: "contract", driver: "native" },
  screenshots: "",
  digest: `sha256:${"c".repeat(64)}`,
  bytes: 10,
  durationMs: 3210,
  ...changes,
});

describe("renderPacks", () => {
  it("puts each pack on one line under one width a column", () => {
    const lines = renderPacks([evidence({}), evidence({ pack: "shopify", judgedBy: "driver" })]).split("\n");
    expect(lines.slice(0, 3)).toEqual([
      "    pack     files  tests  contract  judged by  sandbox            time   digest",
      "  ✓ node     22     30 ✓   1 ✓ 1 –   plugin     contract (native)  3.2 s  sha256:cccccccccccc…",
      "  ✓ shopify  22     30 ✓   1 ✓ 1 –   driver     contract (native)  3.2 s  sha256:cccccccccccc…",
    ]);
  });

  it("says what failed and why, and who vouches for itself", () => {
    const checks = [{ suite: "webhooks", check: "retry_logic", status: "failed" }] as const;
    const failed = {
      status: "failed",
      message: "test: it breaks its contract",
      digest: "",
      sandbox: { level: "", driver: "" },
    } as const;
    const text = renderPacks([evidence({ ...failed, checks: [...checks], judgedBy: "self-reported" })]);
    expect(text).toContain("✗ node  22     30 ✓   0 ✓ 1 ✗   self-reported  –");
    expect(text).toContain("✗ node: test: it breaks its contract");
    expect(text).toContain("only the plugin's own tests say so");
  });

  it("tells a machine that lacks a runtime from a plugin that fails", () => {
    const lacking = {
      status: "skipped",
      message: "build: /usr/bin/php is not installed. Install php-cli.",
      digest: "",
      judgedBy: "",
    } as const;
    const text = renderPacks([evidence({ pack: "php", ...lacking, checks: [] })]);
    expect(text).toContain("– php: skipped, build: /usr/bin/php is not installed. Install php-cli.");
    expect(text).not.toContain("✗");
  });

  it("names the folders with pictures", () => {
    expect(renderPacks([evidence({ screenshots: "/out/screenshots" })])).toContain("  node: /out/screenshots");
  });
});
