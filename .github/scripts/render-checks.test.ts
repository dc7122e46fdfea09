import { describe, expect, it } from "vitest";
import { renderClosingLine, renderLine, renderSkips } from "./render-checks.ts";

const result = { passed: 1, failed: 0, skips: [], saw: "12 files" };

describe("the lines of npm test", () => {
  it("show mark, name, seconds and what was seen", () => {
    expect(renderLine("types", result, 1.234)).toBe("✓ types                 1.2 s  12 files");
    expect(renderLine("types", { ...result, failed: 1 }, 1)).toMatch(/^✗ /);
    expect(renderLine("types", { ...result, passed: 0 }, 1)).toMatch(/^– /);
  });

  it("end with plain counts, naming skips only where there are some", () => {
    expect(renderClosingLine(10, 0, 0)).toBe("10 passed, 0 failed");
    expect(renderClosingLine(9, 1, 2)).toBe("9 passed, 1 failed, 2 skipped");
  });

  it("say of every skip what, why and how to get it", () => {
    expect(renderSkips([{ what: "php tests", why: "no php", how: "install php" }])).toBe(
      "Skipped:\n- php tests\n    why: no php\n    how: install php",
    );
  });
});
