import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { decideOutdatedIssue } from "./decide-outdated-issue.ts";

interface Issue {
  readonly number: number;
  readonly open: boolean;
  readonly body: string;
}

/** GitHub after a plan. */
function play(known: readonly Issue[], body: string | null): Issue[] {
  const { opened, changed } = decideOutdatedIssue(known, body);
  const after = known.map((issue) => changed.find(({ number }) => number === issue.number) ?? issue);
  return opened === null
    ? after
    : [...after, { number: 1 + Math.max(0, ...known.map((k) => k.number)), open: true, body: opened }];
}
const texts = fc.constantFrom("one", "two", null);

describe("decideOutdatedIssue", () => {
  it("has nothing to do the second time, and at most one issue is open, whatever there was", () => {
    const issues = fc.uniqueArray(
      fc.record({
        number: fc.integer({ min: 1, max: 9 }),
        open: fc.boolean(),
        body: fc.constantFrom("one", "two", "old"),
      }),
      { selector: ({ number }) => number },
    );
    fc.assert(
      fc.property(issues, texts, (known, body) => {
        const after = play(known, body);
        expect(decideOutdatedIssue(after, body)).toEqual({ opened: null, changed: [] });
        const open = after.filter((issue) => issue.open);
        expect(open.length).toBeLessThanOrEqual(body === null ? 0 : 1);
        expect(open.every((issue) => issue.body === body)).toBe(true);
      }),
    );
  });

  it("opens one, changes its text, closes it, and opens the same one again", () => {
    const opened = play([], "one");
    expect(opened).toEqual([{ number: 1, open: true, body: "one" }]);
    expect(play(opened, "two")).toEqual([{ number: 1, open: true, body: "two" }]);
    const closed = play(opened, null);
    expect(closed).toMatchObject([{ number: 1, open: false, body: expect.stringContaining("newest templates") }]);
    expect(play(closed, "one")).toEqual(opened);
  });

  it("leaves one closed that a person closed, until it says something else", () => {
    const byHand = [{ number: 1, open: false, body: "one\r\n" }];
    expect(decideOutdatedIssue(byHand, "one")).toEqual({ opened: null, changed: [] });
    expect(play(byHand, "two")).toEqual([{ number: 1, open: true, body: "two" }]);
  });

  it("opens none where there is nothing to say", () => {
    expect(decideOutdatedIssue([], null)).toEqual({ opened: null, changed: [] });
  });
});
