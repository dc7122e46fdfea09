import { describe, expect, it } from "vitest";
import { parseJobOptions } from "./parse-job-options.ts";

describe("parseJobOptions", () => {
  it("makes a job of words and options, and leaves out what was not said", () => {
    expect(parseJobOptions("acme-meter", "measure", [], {})).toEqual({ plugin: "acme-meter", name: "measure" });
    expect(
      parseJobOptions("acme-meter", "measure", ["channel=2", "unit=V"], {
        key: "order-17",
        priority: "-5",
        delay: "500",
        attempts: "5",
        timeout: "1000",
        cron: "0 8 * * *",
        timezone: "Europe/Paris",
      }),
    ).toEqual({
      plugin: "acme-meter",
      name: "measure",
      data: { channel: 2, unit: "V" },
      key: "order-17",
      priority: -5,
      delayMs: 500,
      attempts: 5,
      timeoutMs: 1000,
      cron: "0 8 * * *",
      timezone: "Europe/Paris",
    });
  });

  it.each(["soon", "1.5", " "])("refuses a delay of %j", (delay) => {
    expect(() => parseJobOptions("acme-meter", "measure", [], { delay })).toThrow(
      expect.objectContaining({ code: "wrong_usage", message: expect.stringContaining("--delay") }),
    );
  });
});
