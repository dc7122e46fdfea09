import { expect, it } from "vitest";
import { renderSummary } from "./render-summary.ts";
import type { RunStepResult } from "./run-step.ts";

const result: RunStepResult = {
  schemaVersion: 1,
  step: "build",
  status: "failed",
  code: "build_failed",
  message: "bad [link](https://evil.example) @team <img src=x>",
  hint: "Do this.",
  issues: [{ path: "a|b", rule: "x", message: "is wrong" }],
  startedAt: "2026-01-01T00:00:00.000Z",
  durationMs: 1,
};

it("shows status, words, hint and issues, with nothing in them that is Markdown", () => {
  const text = renderSummary(result, "| own | table |");
  expect(text).toMatch(/^### ❌ forge \/ build/);
  expect(text).toContain("**What to do:** Do this.");
  expect(text).toContain("| own | table |");
  expect(text).not.toMatch(/[^\\]\]\(|<img|@team|a\|b/);
  // GitHub decodes &#64; before it looks for mentions: a character reference alone would call the team.
  expect(text).not.toMatch(/&#0*64;team|&#x0*40;team/i);
  expect(text).toContain("@&#8203;team");
});
