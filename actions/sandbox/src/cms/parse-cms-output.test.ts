import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { fakeReport } from "./fake-report.ts";
import { sealLine } from "./inside/seal-line.ts";
import { parseCmsOutput } from "./parse-cms-output.ts";

const seal = "key";
const line = (value: unknown) => `${sealLine(seal, JSON.stringify(value))}\n`;
const parse = (text: string) => parseCmsOutput(text, seal);
const file = (name: string) => line({ kind: "file", name, base64: Buffer.from("x").toString("base64") });
const end = line({ kind: "report", report: fakeReport });

describe("parseCmsOutput", () => {
  it("reads files and the report", () => {
    const { files, report } = parse(file("pictures/order-phone.png") + file("webhooks.jsonl") + end);
    expect(files.map(({ name, bytes }) => [name, bytes.toString()])).toEqual([
      ["pictures/order-phone.png", "x"],
      ["webhooks.jsonl", "x"],
    ]);
    expect(report).toEqual(fakeReport);
  });

  it.each(["../evil.png", "/etc/passwd", "pictures/../x.png", "a/b.png", "x.php", "pictures/.png", "A.png", "report"])(
    "refuses the file name %s",
    (name) => {
      expect(() => parse(file(name) + end)).toThrow(/none of its own/);
    },
  );

  it("refuses a run without a report, and a report that is none", () => {
    expect(() => parse(file("perf.json"))).toThrow(/without a report/);
    for (const change of [{ acts: "all" }, { versions: { php: 8 } }, { bootMs: "fast" }, { schemaVersion: 2 }]) {
      expect(() => parse(line({ kind: "report", report: { ...fakeReport, ...change } }))).toThrow(/none of its own/);
    }
  });

  it("takes no line that the plugin wrote into the pipe", () => {
    const forged = JSON.stringify({ kind: "report", report: fakeReport });
    for (const text of [forged, `${"0".repeat(64)} ${forged}`, sealLine("guess", forged)]) {
      expect(() => parse(`${text}\n${end}`)).toThrow(/none of its own/);
    }
  });

  it("never lets a name leave its folder, whatever is written", () => {
    fc.assert(
      fc.property(fc.string(), (name) => {
        try {
          for (const kept of parse(file(name) + end).files) {
            expect(kept.name).toMatch(/^(pictures\/)?[a-z0-9-]+\.[a-z]+$/);
          }
        } catch (error) {
          expect(error).toMatchObject({ code: "sandbox_failed" });
        }
      }),
    );
  });
});
