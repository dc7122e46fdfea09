import { describe, expect, it } from "vitest";
import { published } from "../testing/test-registry.ts";
import { daysLater, makeRing, repository, start } from "../testing/test-tuf.ts";
import { checkFiles } from "./check-files.ts";
import { planStart } from "./plan-start.ts";
import { renderRegistryTargets, renderTrustTargets } from "./render-targets.ts";
import { signPlan } from "./sign-plan.ts";

const ring = makeRing();
const targets = {
  ...renderRegistryTargets(published, published.plugins, true),
  ...renderTrustTargets({ reviewers: { schemaVersion: 1, reviewers: [] }, trustedRoot: null, signers: null }),
};
const files = await signPlan(planStart({ roles: ring.roles, bits: 1, targets, at: start }), ring.everybody);

describe("checkFiles", () => {
  it("lets through what a client accepts", async () => {
    await checkFiles(files, null, { repository, now: start });
  });

  it.each([
    ["has expired", files, daysLater(8), "registry_frozen"],
    ["lacks a file", { ...files, "1.snapshot.json": null }, start, "registry_mixed"],
    [
      "was changed after signing",
      { ...files, "1.registry.json": files["1.suspensions.json"] ?? "" },
      start,
      "registry_mixed",
    ],
  ])("stops what %s", async (_why, given, now, code) => {
    await expect(checkFiles(given, null, { repository, now })).rejects.toMatchObject({
      code: "publish_failed",
      cause: { code },
    });
  });
});
