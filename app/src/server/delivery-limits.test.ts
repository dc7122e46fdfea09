import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { ceilingBytes, defaultLimits, findLimit, parseDeliveryLimits } from "./delivery-limits.ts";

describe("delivery limits", () => {
  it("are below GitHub's own cap for every event, and lower for those that carry less", () => {
    for (const bytes of [...defaultLimits.events.values(), defaultLimits.other])
      expect(bytes).toBeLessThan(ceilingBytes);
    expect(findLimit(defaultLimits, "issues")).toBeLessThan(findLimit(defaultLimits, "push"));
    expect(findLimit(defaultLimits, "constructor")).toBe(defaultLimits.other);
  });

  it("can be set by event", () => {
    const limits = parseDeliveryLimits("push=2000, other=100");
    expect([findLimit(limits, "push"), findLimit(limits, "star"), findLimit(limits, "issues")]).toEqual([
      2000,
      100,
      findLimit(defaultLimits, "issues"),
    ]);
  });

  it.each(["push", "push=", "push=-1", "push=0", "push=1e3", "push=26214401", "Push=1", "push=1;issues=2"])(
    "refuse %s, naming it",
    (text) => {
      expect(() => parseDeliveryLimits(text)).toThrow(text);
    },
  );

  it("never become unlimited, whatever is written", () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        try {
          const limits = parseDeliveryLimits(text);
          for (const bytes of [...limits.events.values(), limits.other])
            expect(bytes).toBeLessThanOrEqual(ceilingBytes);
        } catch (error) {
          expect(error).toMatchObject({ code: "server_config_invalid" });
        }
      }),
    );
  });
});
