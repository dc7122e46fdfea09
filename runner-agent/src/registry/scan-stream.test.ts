import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createStreamScanner } from "./scan-stream.ts";

function count(pieces: readonly string[]): number {
  let heard = 0;
  const scan = createStreamScanner(() => void (heard += 1));
  for (const piece of pieces) scan(piece);
  return heard;
}

describe("createStreamScanner", () => {
  it("hears the event however the bytes are cut", () => {
    const text =
      ": open\n\nevent: registry\ndata:\n\n: alive\n\nevent:registry\r\ndata: x\r\n\r\nevent: other\ndata:\n\n";
    fc.assert(
      fc.property(fc.array(fc.nat(text.length), { maxLength: 12 }), (cuts) => {
        const ends = [...cuts, text.length].sort((a, b) => a - b);
        const pieces = ends.map((end, index) => text.slice(ends[index - 1] ?? 0, end));
        expect(count(pieces)).toBe(2);
      }),
    );
  });

  it.each([
    "data: event: registry\n",
    "event: registry2\n",
    " event: registry\n",
    "event: registry",
    ": event: registry\n",
  ])("hears nothing in %j", (text) => {
    expect(count([text])).toBe(0);
  });

  it("gives up at a line without end", () => {
    const scan = createStreamScanner(() => {});
    expect(() => {
      for (let piece = 0; piece < 100; piece += 1) scan("x".repeat(100));
    }).toThrow("without end");
  });

  it("survives whatever comes", () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: "binary", maxLength: 200 })), (pieces) => {
        try {
          expect(count(pieces)).toBeGreaterThanOrEqual(0);
        } catch (error) {
          expect(String(error)).toContain("without end");
        }
      }),
    );
  });
});
