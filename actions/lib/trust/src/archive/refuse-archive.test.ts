import { describe, expect, it } from "vitest";
import { archiveRules } from "./archive-rules.ts";
import { refuseArchive } from "./refuse-archive.ts";

describe("refuseArchive", () => {
  it("says which rule is broken, by which file, and what to do", () => {
    expect(() => refuseArchive("name_climbs", "../a")).toThrow(
      expect.objectContaining({
        code: "archive_invalid",
        message: expect.stringMatching(/a name climbs out of its folder \("\.\.\/a"\)\. Rule: name_climbs\./),
        hint: expect.stringContaining("plugsmith package"),
        facts: { reason: "name_climbs", path: '"../a"' },
      }),
    );
  });

  it("shows a hostile name on one line, cut, with what would hide or turn text written out", () => {
    const shown = (path: string) => {
      try {
        return refuseArchive("name_invisible", path);
      } catch (error) {
        return (error as Error).message;
      }
    };
    expect(shown("a\u202e\u200b\n\x1b[2J\ud800é")).toContain("a\\u{202e}\\u{200b}\\n\\u001b[2J\\ud800é");
    expect(shown("x".repeat(100_000)).length).toBeLessThan(400);
  });

  it("has a rule in words for every reason", () => {
    for (const words of Object.values(archiveRules)) expect(words).toMatch(/^[^A-Z].*[^.]$/);
  });
});
