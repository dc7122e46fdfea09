import { describe, expect, it } from "vitest";
import { decideVerdict } from "./decide-verdict.ts";
import { fakeReport } from "./fake-report.ts";
import { cmsLimits } from "./plan-cms-launch.ts";

const files = [
  { name: "report.json", bytes: Buffer.from("{}") },
  { name: "pictures/settings.png", bytes: Buffer.from("png") },
];
const failed = { id: "pay", title: "A webhook pays", status: "failed", detail: "answered 500", ms: 3 } as const;

describe("decideVerdict", () => {
  it("names level, driver and versions, and keeps what was measured before", () => {
    const verdict = decideVerdict(
      { place: "WordPress 6.5.5", report: fakeReport, files, peakRssMiB: 500, limits: cmsLimits },
      { lifeMs: 7 },
      "1.0.0",
    );
    expect(verdict.status).toBeUndefined();
    expect(verdict.message).toContain("WordPress 6.5.5 (level contract, driver native): 1 acts, 1 pictures");
    expect(verdict.sandbox).toMatchObject({
      level: "contract",
      network: "none",
      versions: { plugin: "1.0.0", woocommerceKernel: "9.4.0" },
      measurements: { lifeMs: 7, cmsActsPassed: 1, cmsPictures: 1 },
    });
    expect(verdict.artifacts?.[1]).toMatchObject({ path: "sandbox/pictures/settings.png", size: 3 });
  });

  it("fails with the act that failed, and when nothing was played", () => {
    const broken = { ...fakeReport, acts: [...fakeReport.acts, failed] };
    expect(
      decideVerdict({ place: "WordPress 6.5.5", report: broken, files, peakRssMiB: 1, limits: cmsLimits }, {}, "1.0.0"),
    ).toMatchObject({
      status: "failed",
      code: "sandbox_failed",
      message: expect.stringContaining('"A webhook pays" failed: answered 500'),
    });
    const idle = { ...fakeReport, acts: [] };
    expect(
      decideVerdict({ place: "WordPress 6.5.5", report: idle, files, peakRssMiB: 1, limits: cmsLimits }, {}, "1.0.0")
        .status,
    ).toBe("failed");
  });
});
