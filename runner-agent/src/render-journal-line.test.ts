import fc from "fast-check";
import { expect, it } from "vitest";
import { renderJournalLine } from "./render-journal-line.ts";

const at = new Date("2026-01-01T00:00:00Z");

it("keeps a remark with a stack readable on one line", () => {
  expect(renderJournalLine(at, "unexpected: Error: x\n    at a.ts:1\n")).toBe(
    "2026-01-01T00:00:00.000Z unexpected: Error: x | at a.ts:1\n",
  );
});

it("is one line without control characters, whatever a plugin says", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary" }), (words) => {
      const line = renderJournalLine(at, `acme-meter: ${words}`);
      expect(line.slice(0, -1)).not.toMatch(/[\u0000-\u0008\u000a-\u001f\u007f-\u009f\u2028\u2029\u202e]/u);
      expect(line.endsWith("\n")).toBe(true);
    }),
  );
});
