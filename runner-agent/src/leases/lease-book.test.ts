import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  decideLeases,
  emptyBook,
  findNextEnd,
  type LeaseBook,
  type LeaseEvent,
  type LeasePlaces,
  type LeaseTicket,
  type LeaseWant,
} from "./lease-book.ts";

/** A bench with the plugin `meter`, which serves the boards S1 and S2, and a lamp of nobody. */
const boards = ["S1", "S2"];
const places: LeasePlaces = {
  subjectsOf(want) {
    if ("plugin" in want) return [`plugin:${want.plugin}`];
    if (want.device === "0403:6001") return boards.map((key) => `device:${key}`);
    return [...boards, "L1"].includes(want.device) ? [`device:${want.device}`] : [];
  },
  clash(one, other) {
    const serves = (plugin: string, device: string) =>
      plugin === "plugin:meter" && boards.some((key) => device === `device:${key}`);
    return one === other || serves(one, other) || serves(other, one);
  },
};

const ticket = (id: string, want: LeaseWant, change: Partial<LeaseTicket> = {}): LeaseTicket => ({
  id,
  want,
  holder: `job ${id}`,
  reason: "a test",
  priority: 0,
  holdMs: 1_000,
  askedAt: 0,
  giveUpAt: 10_000,
  ...change,
});

function play(...events: readonly (readonly [number, LeaseEvent])[]) {
  let book: LeaseBook = emptyBook;
  const told: string[] = [];
  for (const [now, event] of events) {
    const step = decideLeases(book, event, now, places);
    book = step.book;
    told.push(...step.expired.map(({ id }) => `${id} over`), ...step.gaveUp.map(({ id }) => `${id} gave up`));
    told.push(...step.granted.map(({ id, subject }) => `${id} has ${subject}`));
  }
  return { book, told };
}
const ask = (one: LeaseTicket): LeaseEvent => ({ type: "ask", ticket: one });

describe("decideLeases", () => {
  it("gives a free plugin at once and its next holder when it is let go", () => {
    const { told, book } = play(
      [0, ask(ticket("a", { plugin: "meter" }))],
      [1, ask(ticket("b", { plugin: "meter" }, { askedAt: 1 }))],
      [2, { type: "end", id: "a" }],
    );
    expect(told).toEqual(["a has plugin:meter", "b has plugin:meter"]);
    expect(book.held).toMatchObject([{ id: "b", since: 2, until: 1_002 }]);
  });

  it("ends a lease after its time, unless it is renewed", () => {
    const begin = [0, ask(ticket("a", { plugin: "meter" }))] as const;
    expect(play(begin, [1_000, { type: "look" }]).told).toEqual(["a has plugin:meter", "a over"]);
    const renewed = play(begin, [900, { type: "renew", id: "a", holdMs: 500 }], [1_200, { type: "look" }]);
    expect(renewed.book.held).toMatchObject([{ id: "a", until: 1_400 }]);
  });

  it("lets the higher priority go first, and the first of the same priority", () => {
    const { told } = play(
      [0, ask(ticket("a", { plugin: "meter" }))],
      [1, ask(ticket("low", { plugin: "meter" }, { askedAt: 1, priority: -1 }))],
      [2, ask(ticket("first", { plugin: "meter" }, { askedAt: 2 }))],
      [3, ask(ticket("second", { plugin: "meter" }, { askedAt: 3 }))],
      [4, { type: "end", id: "a" }],
      [5, { type: "end", id: "first" }],
      [6, { type: "end", id: "second" }],
    );
    expect(told.slice(1)).toEqual(["first has plugin:meter", "second has plugin:meter", "low has plugin:meter"]);
  });

  it("gives any free device of the wanted kind, and waits for one that is not there", () => {
    const { told, book } = play(
      [0, ask(ticket("a", { device: "0403:6001" }))],
      [1, ask(ticket("b", { device: "0403:6001" }))],
      [2, ask(ticket("c", { device: "0403:6001" }))],
      [3, ask(ticket("d", { device: "unplugged" }))],
    );
    expect(told).toEqual(["a has device:S1", "b has device:S2"]);
    expect(book.waiting.map(({ id }) => id)).toEqual(["c", "d"]);
  });

  it("keeps a plugin and a device that it serves in one hand, and starves nobody who wants both", () => {
    const { told } = play(
      [0, ask(ticket("board", { device: "S1" }))],
      [1, ask(ticket("all", { plugin: "meter" }, { askedAt: 1 }))],
      [2, ask(ticket("late", { device: "S2" }, { askedAt: 2 }))],
      [3, ask(ticket("lamp", { device: "L1" }, { askedAt: 3 }))],
      [4, { type: "end", id: "board" }],
      [5, { type: "end", id: "all" }],
    );
    expect(told).toEqual(["board has device:S1", "lamp has device:L1", "all has plugin:meter", "late has device:S2"]);
  });

  it("lets a request go whose time to wait is over, or that gives up", () => {
    const { told, book } = play(
      [0, ask(ticket("a", { plugin: "meter" }, { holdMs: 99_000 }))],
      [1, ask(ticket("b", { plugin: "meter" }, { giveUpAt: 50 }))],
      [2, ask(ticket("c", { plugin: "meter" }))],
      [3, { type: "end", id: "c" }],
      [50, { type: "look" }],
    );
    expect(told).toEqual(["a has plugin:meter", "b gave up"]);
    expect(book.waiting).toEqual([]);
    expect(findNextEnd(book)).toBe(99_000);
    expect(findNextEnd(emptyBook)).toBeUndefined();
  });

  it("never has two holders that clash, loses nobody, and keeps nobody waiting for what is free", () => {
    const want = fc.constantFrom<LeaseWant>(
      { plugin: "meter" },
      { plugin: "lamp" },
      { device: "S1" },
      { device: "S2" },
      { device: "L1" },
      { device: "0403:6001" },
      { device: "unplugged" },
    );
    const move = fc.oneof(
      fc.record({ type: fc.constant("ask" as const), want, priority: fc.integer({ min: -2, max: 2 }) }),
      fc.record({ type: fc.constant("end" as const), pick: fc.nat(20) }),
      fc.record({ type: fc.constant("renew" as const), pick: fc.nat(20) }),
      fc.record({ type: fc.constant("look" as const) }),
    );
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.integer({ min: 0, max: 600 }), move), { maxLength: 40 }), (moves) => {
        let book: LeaseBook = emptyBook;
        let now = 0;
        let asked = 0;
        let over = 0;
        for (const [pause, next] of moves) {
          now += pause;
          const all = [...book.held, ...book.waiting];
          const id = "pick" in next ? (all[next.pick % Math.max(1, all.length)]?.id ?? "nobody") : "";
          const event: LeaseEvent =
            next.type === "ask"
              ? ask(ticket(`t${asked++}`, next.want, { priority: next.priority, askedAt: now, giveUpAt: now + 700 }))
              : next.type === "look"
                ? next
                : { type: next.type, id, holdMs: 300 };
          const step = decideLeases(book, event, now, places);
          over += step.expired.length + step.gaveUp.length + (next.type === "end" && id !== "nobody" ? 1 : 0);
          book = step.book;
          const { held, waiting } = book;
          expect(held.length + waiting.length + over).toBe(asked);
          for (const [place, one] of held.entries())
            for (const other of held.slice(place + 1)) expect(places.clash(one.subject, other.subject)).toBe(false);
          const [first] = waiting;
          if (first)
            for (const subject of places.subjectsOf(first.want))
              expect(held.some((lease) => places.clash(lease.subject, subject))).toBe(true);
        }
      }),
    );
  });
});
