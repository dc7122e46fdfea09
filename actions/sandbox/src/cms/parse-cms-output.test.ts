import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseCmsOutput } from "./parse-cms-output.ts";
import { sampleReport } from "./testing/sample-report.ts";

const line = (value: unknown) => `${JSON.stringify(value)}\n`;
const file = (name: string) => line({ kind: "file", name, base64: Buffer.from("x").toString("base64") });
const end = line({ kind: "report", report: sampleReport });

describe("parseCmsOutput", () => {
  it("reads files and the report", () => {
    const { files, report } = parseCmsOutput(file("pictures/order-phone.png") + file("webhooks.jsonl") + end);
    expect(files.map(({ name, bytes }) => [name, bytes.toString()])).toEqual([
      ["pictures/order-phone.png", "x"],
      ["webhooks.jsonl", "x"],
    ]);
    expect(report).toEqual(sampleReport);
  });

  it.each(["../evil.png", "/etc/passwd", "pictures/../x.png", "a/b.png", "x.php", "pictures/.png", "A.png", "report"])(
    "refuses the file name %s",
    (name) => {
      expect(() => parseCmsOutput(file(name) + end)).toThrow(/none of its own/);
    },
  );

  it("refuses a run without a report, and a report that is none", () => {
    expect(() => parseCmsOutput(file("perf.json"))).toThrow(/without a report/);
    for (const change of [{ acts: "all" }, { versions: { php: 8 } }, { bootMs: "fast" }, { schemaVersion: 2 }]) {
      expect(() => parseCmsOutput(line({ kind: "report", report: { ...sampleReport, ...change } }))).toThrow();
    }
  });

  it("never lets a name leave its folder, whatever is written", () => {
    fc.assert(
      fc.property(fc.string(), (name) => {
        try {
          for (const kept of parseCmsOutput(file(name) + end).files) {
            expect(kept.name).toMatch(/^(pictures\/)?[a-z0-9-]+\.[a-z]+$/);
          }
        } catch (error) {
          expect(error).toMatchObject({ code: "sandbox_failed" });
        }
      }),
    );
  });
});
