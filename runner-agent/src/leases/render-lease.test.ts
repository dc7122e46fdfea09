import { describe, expect, it } from "vitest";
import type { HeldLease, LeasePlaces, LeaseTicket } from "./lease-book.ts";
import { renderLease, renderWaiting } from "./render-lease.ts";

const ticket = (id: string, device: string): LeaseTicket => ({
  id,
  want: { device },
  holder: `run ${id}`,
  reason: "nightly",
  priority: 2,
  holdMs: 1_000,
  askedAt: 0,
  giveUpAt: 60_000,
});
const places: LeasePlaces = {
  subjectsOf: (want) => ["plugin" in want ? `plugin:${want.plugin}` : `device:${want.device}`],
  clash: (one, other) => one === other,
};
const held: HeldLease = { ...ticket("1", "usb:1"), subject: "device:usb:1", since: 0, until: 5_000 };

describe("a lease as others see it", () => {
  it("says what was given, to whom, why and until when", () => {
    expect(renderLease(held)).toEqual({
      id: "1",
      plugin: null,
      device: "usb:1",
      holder: "run 1",
      reason: "nightly",
      priority: 2,
      since: "1970-01-01T00:00:00.000Z",
      until: "1970-01-01T00:00:05.000Z",
    });
  });

  it("counts only those before it who wait for the same", () => {
    const waiting = [ticket("2", "other"), ticket("3", "usb:1"), ticket("4", "usb:1")];
    const book = { held: [held], waiting };
    const views = waiting.map((one, place) => renderWaiting(one, place, book, places));
    expect(views.map(({ position }) => position)).toEqual([1, 1, 2]);
    expect(views[1]).toMatchObject({ heldBy: "run 1", heldUntil: "1970-01-01T00:00:05.000Z" });
    expect(views[0]).toMatchObject({ heldBy: null, heldUntil: null });
  });
});
