import type { StepResult } from "@plugsmith/schemas";
import { expect, it } from "vitest";
import { renderCompatibility } from "./render-compatibility.ts";

const sandbox = (versions: Record<string, string>, change: Partial<StepResult> = {}): StepResult => ({
  schemaVersion: 1,
  step: "sandbox",
  status: "success",
  code: "ok",
  message: "Lived.",
  startedAt: "2026-06-01T10:00:00.000Z",
  durationMs: 1,
  sandbox: { driver: "wasm", level: "contract", network: "none", limits: {}, measurements: {}, versions },
  ...change,
});

it("shows each pair with what was seen, and tells not tried from failed", () => {
  const text = renderCompatibility([
    { wordpress: "6.5", php: "8.3", result: sandbox({ wordpress: "6.5.5", php: "8.3" }) },
    { wordpress: "6.2", php: "8.5", result: sandbox({}, { status: "failed", message: "A fatal | <b>error</b>" }) },
    { wordpress: "6.3", php: "7.4", result: sandbox({ node: "24.21.0" }) },
    { wordpress: "6.4", php: "7.4", result: null },
    { wordpress: "6.5", php: "8.4", result: sandbox({ node: "24.21.0", php: "8.4.2" }) },
  ]);
  expect(text?.split("\n").slice(4)).toEqual([
    "| 6.5 | 8.3 | ✅ | WordPress 6.5.5, PHP 8.3, level contract, driver wasm |",
    "| 6.2 | 8.5 | ❌ | A fatal &vert; &lt;b&gt;error&lt;/b&gt; |",
    "| 6.3 | 7.4 | ➖ | not tried in WordPress |",
    "| 6.4 | 7.4 | ➖ | no result: its build or tests failed, or it was stopped |",
    "| 6.5 | 8.4 | ✅ | PHP 8.4.2, level contract, driver wasm |",
  ]);
});

it("is silent without pairs", () => {
  expect(renderCompatibility([])).toBeUndefined();
});
