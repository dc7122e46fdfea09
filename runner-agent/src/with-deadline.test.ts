import { describe, expect, it } from "vitest";
import { createFakeClock } from "./fake-clock.ts";
import { withDeadline } from "./with-deadline.ts";

describe("withDeadline", () => {
  it("gives the outcome and leaves no timer", async () => {
    const clock = createFakeClock();
    expect(await withDeadline(clock, Promise.resolve(7), 100, "call_timeout", "x")).toBe(7);
    await expect(withDeadline(clock, Promise.reject(new Error("no")), 100, "call_timeout", "x")).rejects.toThrow("no");
    expect(clock.pending()).toBe(0);
  });

  it("gives the code after the limit, not before", async () => {
    const clock = createFakeClock();
    let code = "";
    withDeadline(clock, new Promise(() => {}), 100, "call_timeout", "meter.slow").catch((error) => {
      code = error.code;
    });
    await clock.advance(99);
    expect(code).toBe("");
    await clock.advance(1);
    expect(code).toBe("call_timeout");
  });
});
