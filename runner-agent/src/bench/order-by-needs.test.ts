import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { orderByNeeds } from "./order-by-needs.ts";

describe("orderByNeeds", () => {
  it("puts each name after those it needs, and leaves the others where they are", () => {
    const needs: Record<string, string[]> = { meter: ["clock", "absent"], clock: ["store"] };
    expect(orderByNeeds(["lamp", "meter", "clock", "store"], (name) => needs[name] ?? [])).toEqual([
      "lamp",
      "store",
      "clock",
      "meter",
    ]);
  });

  it("keeps every name once, whatever needs whatever, and breaks no order that can be kept", () => {
    const graph = fc.array(fc.tuple(fc.nat(9), fc.nat(9)), { maxLength: 30 });
    fc.assert(
      fc.property(graph, fc.boolean(), (edges, acyclic) => {
        const names = Array.from({ length: 10 }, (_, n) => `p${n}`);
        const pairs = acyclic ? edges.filter(([from, to]) => from > to) : edges;
        const needsOf = (name: string) => pairs.filter(([from]) => `p${from}` === name).map(([, to]) => `p${to}`);
        const shuffled = names.toReversed();
        const ordered = orderByNeeds(shuffled, needsOf);
        expect([...ordered].sort()).toEqual(names);
        if (acyclic)
          for (const [from, to] of pairs) expect(ordered.indexOf(`p${to}`)).toBeLessThan(ordered.indexOf(`p${from}`));
      }),
    );
  });
});
