import { expect, it } from "vitest";
import { renderLeases } from "./render-leases.ts";

const plain = (_style: string, text: string) => text;
const at = (ms: number) => new Date(ms).toISOString();

it("shows holders with the time they have left, and the queue in its order", () => {
  const one = { plugin: null, device: "S1", reason: "nightly", priority: 0 };
  const lines = renderLeases(
    {
      leases: [{ ...one, id: "a1", holder: "run 7\u001b[2J", since: at(0), until: at(600_000) }],
      leaseQueue: [
        {
          ...one,
          id: "b2",
          holder: "run 8",
          priority: 5,
          askedAt: at(0),
          until: at(300_000),
          position: 1,
          heldBy: "run 7",
          heldUntil: at(600_000),
        },
      ],
    },
    0,
    plain,
  );
  expect(lines).toEqual([
    "  S1  10 min left      run 7�[2J  nightly  id a1",
    "  S1  waits, number 1  run 8      nightly  gives up in 5 min, priority 5, id b2",
  ]);
});
