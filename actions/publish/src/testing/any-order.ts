import fc from "fast-check";
import type { Choice, Turn } from "./take-turns.ts";

/** Orders of up to 120 calls, in which a run is killed now and then. */
export const anyOrder: fc.Arbitrary<readonly Choice[]> = fc.array(
  fc
    .record({
      index: fc.nat({ max: 5 }),
      kill: fc.oneof(
        { weight: 30, arbitrary: fc.constant(undefined) },
        { weight: 1, arbitrary: fc.constantFrom("before" as const, "after" as const) },
      ),
    })
    .map(({ index, kill }) => ({ index, ...(kill !== undefined && { kill }) })),
  { minLength: 10, maxLength: 120, size: "max" },
);

/** These choices one after the other; whoever is left afterwards goes on in turn. */
export const inOrder = (choices: readonly Choice[]): (() => Choice) => {
  let at = 0;
  return () => choices[at++] ?? { index: 0 };
};

/** One run until it made so many calls, then the others, each as long; the first that is left goes on when nobody else can. */
export const inLegs = (legs: readonly { readonly run: number; readonly calls: number }[]) => {
  const left = legs.map((leg) => ({ ...leg }));
  return (waiting: readonly Turn[]): Choice => {
    while (left[0] && (left[0].calls === 0 || !waiting.some(({ run }) => run === left[0]?.run))) left.shift();
    const [leg] = left;
    if (!leg) return { index: 0 };
    leg.calls -= 1;
    return { index: waiting.findIndex(({ run }) => run === leg.run) };
  };
};
