import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { splitLines } from "./split-lines.ts";

function collect(maxBytes: number) {
  const lines: string[] = [];
  let dropped = 0;
  const take = splitLines(
    maxBytes,
    (line) => lines.push(line),
    () => {
      dropped += 1;
    },
  );
  return { take, lines, dropped: () => dropped };
}

describe("splitLines", () => {
  it("gives the same lines however the bytes are cut", () => {
    fc.assert(
      fc.property(
        fc.array(fc.string({ unit: "grapheme" })),
        fc.array(fc.integer({ min: 1, max: 7 })),
        (words, cuts) => {
          const wanted = words.map((word) => word.replaceAll("\n", " ")).filter((word) => word !== "");
          const bytes = Buffer.from(wanted.map((word) => `${word}\n`).join(""));
          const { take, lines } = collect(10_000);
          let at = 0;
          for (let turn = 0; at < bytes.length; turn += 1) {
            const size = cuts[turn % (cuts.length || 1)] ?? 3;
            take(bytes.subarray(at, at + size));
            at += size;
          }
          expect(lines).toEqual(wanted);
        },
      ),
    );
  });

  it("drops a line that is too long, says so once, and goes on with the next", () => {
    const { take, lines, dropped } = collect(4);
    take(Buffer.from("ab\nabc"));
    take(Buffer.from("defgh"));
    take(Buffer.from("ij\nok\n"));
    expect(lines).toEqual(["ab", "ok"]);
    expect(dropped()).toBe(1);
  });

  it("holds back a line without end", () => {
    const { take, lines } = collect(10);
    take(Buffer.from("half"));
    expect(lines).toEqual([]);
  });
});
