import { describe, expect, it } from "vitest";
import { createFakeClock } from "../fake-clock.ts";
import { createLeases } from "./leases.ts";

describe("createLeases", () => {
  it("keeps others out until it is released or over", async () => {
    const clock = createFakeClock();
    const leases = createLeases(clock);
    const held = expect.objectContaining({ code: "lease_held" });
    leases.check("meter", undefined);
    const { token } = leases.acquire("meter", "ci 7", 60);
    expect(() => leases.check("meter", undefined)).toThrow(held);
    expect(() => leases.check("meter", "guess")).toThrow(held);
    expect(() => leases.acquire("meter", "other", 60)).toThrow(held);
    expect(() => leases.release("meter", "guess")).toThrow(held);
    leases.check("meter", token);
    leases.check("lamp", undefined);
    expect(leases.list()).toMatchObject([{ plugin: "meter", holder: "ci 7" }]);
    expect(JSON.stringify(leases.list())).not.toContain(token);
    await clock.advance(60_000);
    leases.check("meter", undefined);
    const next = leases.acquire("meter", "other", 60);
    leases.release("meter", next.token);
    expect(leases.list()).toEqual([]);
  });
});
