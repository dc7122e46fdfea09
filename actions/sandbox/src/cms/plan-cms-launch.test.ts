import { expect, it } from "vitest";
import { locateParts } from "./cms-parts.ts";
import { type CmsLaunch, cmsLimits, limitsOf, planCmsLaunch } from "./plan-cms-launch.ts";

const launch: CmsLaunch = {
  cms: "woocommerce",
  driver: "native",
  level: "contract",
  plugin: { name: "pay", version: "1.0.0", zip: "UEsDBA==", texts: ["Activer"] },
  locale: "fr_FR",
  features: ["checkout"],
  versions: { php: "8.2" },
  php: "8.2",
  seal: "key",
  parts: locateParts("/cache/1", { playground: "3" }),
  sources: "/forge/cms",
  shop: { woocommerce: "/elsewhere/woocommerce" },
  node: "/usr/bin/node",
  program: "/forge/inside/main.ts",
  programNeeds: ["/forge/inside"],
};

it("lets nothing be written but the boundary's own memory, and inherits nothing", () => {
  const request = planCmsLaunch(launch);
  expect(request.readWrite).toBeUndefined();
  expect(request.environment).toBeUndefined();
  expect(request.readOnly).toEqual(expect.arrayContaining(["/cache/1", "/forge/cms", "/usr/bin/node"]));
  expect(request.args).toEqual(["/usr/bin/node", "/forge/inside/main.ts"]);
});

it("tells the program everything it needs, with paths that it can see", () => {
  const request = planCmsLaunch(launch);
  const plan = JSON.parse(request.input ?? "") as {
    parts: Record<string, string>;
    shop: Record<string, string>;
    deadlineMs: number;
  };
  for (const path of [...Object.values(plan.parts), ...Object.values(plan.shop)]) {
    expect(
      request.readOnly?.some((bound) => path.startsWith(bound)),
      path,
    ).toBe(true);
  }
  expect(plan).toMatchObject({ driver: "native", locale: "fr_FR", plugin: { name: "pay" } });
  // The program ends itself with words before it is ended without.
  expect(plan.deadlineMs).toBeLessThan(request.timeoutMs);
});

it("gives PHP in WebAssembly more time", () => {
  expect(planCmsLaunch({ ...launch, level: "real" }).timeoutMs).toBeGreaterThan(planCmsLaunch(launch).timeoutMs);
  expect(planCmsLaunch({ ...launch, driver: "wasm" }).timeoutMs).toBeGreaterThan(planCmsLaunch(launch).timeoutMs);
});

it("gives a large shop the memory and the time that it asks for, and says so", () => {
  const size = { filesMiB: 3072, deadlineMs: 900_000 };
  const { limits, timeoutMs } = planCmsLaunch({ ...launch, level: "real", size });
  expect(limits).toEqual({ ...cmsLimits, fileSizeMiB: 3072 });
  expect(limits).toEqual(limitsOf(size));
  expect(timeoutMs).toBeGreaterThan(900_000);
  expect(planCmsLaunch(launch).limits).toEqual(cmsLimits);
});
