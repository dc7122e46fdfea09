import { describe, expect, it } from "vitest";
import { renderBudget } from "./render-budget.ts";
import { statusMarker } from "./render-status.ts";

const at = Date.parse("2026-11-21T14:05:00Z");

describe("renderBudget", () => {
  it("adds one line to the status comment, and replaces it the next time", () => {
    const body = `${statusMarker}\n### acme-scale\n\n**Testing.**`;
    const once = renderBudget(body, at);
    expect(once).toContain("next look at 14:05 UTC");
    expect(once.startsWith(body)).toBe(true);
    expect(renderBudget(once, at)).toBe(once);
    const later = renderBudget(once.replaceAll("\n", "\r\n"), at + 3_600_000);
    expect(later).toBe(renderBudget(body, at + 3_600_000));
  });

  it("is a status comment of its own where there is none", () => {
    expect(renderBudget(null, at).startsWith(statusMarker)).toBe(true);
  });
});
