import { expect, it } from "vitest";
import { renderContract } from "./render-contract.ts";

it("shows counts and each check, with the plugin's words made inert", () => {
  const text = renderContract(
    { passed: 2, failed: 0, skipped: 1 },
    [
      { suite: "webhooks", check: "retry_logic", status: "failed", detail: "a | b @team" },
      { suite: "events", check: "device", status: "passed" },
    ],
    "self-reported",
  );
  expect(text).toContain("Own tests: 2 passed, 0 failed, 1 skipped.");
  expect(text).toContain("| webhooks | retry_logic | ❌ failed | a &vert; b @&#8203;team |");
  expect(text).toContain("| events | device | ✅ passed |  |");
  expect(text).toContain("nothing outside saw it");
});
