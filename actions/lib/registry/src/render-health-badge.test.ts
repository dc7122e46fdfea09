import { describe, expect, it } from "vitest";
import { decideRegistryHealth } from "./decide-registry-health.ts";
import { renderHealthBadge } from "./render-health-badge.ts";
import { published } from "./testing/test-registry.ts";

const health = decideRegistryHealth({ registry: published, ageSeconds: 1, isSigned: true });

describe("renderHealthBadge", () => {
  it("says state and words in colour and for screen readers, wide enough for them", () => {
    const svg = renderHealthBadge(health);
    expect(svg).toContain('aria-label="forge registry: 1 plugin, signed, fresh"');
    expect(svg).toContain("#2e7d32");
    expect(renderHealthBadge({ ...health, state: "failing" })).toContain("#b3261e");
    const widthOf = (words: string) => Number(/width="(\d+)"/u.exec(renderHealthBadge({ ...health, words }))?.[1]);
    expect(widthOf("a much longer text than before")).toBeGreaterThan(widthOf("short"));
  });

  it("is well-formed whatever the words are", () => {
    const svg = renderHealthBadge({ ...health, words: `<script>alert("1")</script>&` });
    expect(svg).not.toContain("<script");
    expect(svg.match(/<text/gu)).toHaveLength(2);
  });
});
