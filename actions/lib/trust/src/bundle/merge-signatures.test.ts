import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { makeKeyPolicy, makePolicy } from "../testing.ts";
import { mergeSignatures } from "./merge-signatures.ts";
import type { VerifiedStatement } from "./verify-bundle.ts";

const signed = (payload: string, key: string) =>
  ({ payload, key, statement: { predicateType: payload } }) as unknown as VerifiedStatement;
const demand = (signatures: number) => makeKeyPolicy(["pem"], { thresholds: { signatures, log: 0, timestamp: 0 } });

describe("mergeSignatures", () => {
  it("leaves keyless statements alone, also equal ones", () => {
    const lines = [signed("a", "k"), signed("a", "k")];
    expect(mergeSignatures(lines, makePolicy())).toBe(lines);
  });

  it("passes exactly when every statement has enough different keys and no key twice", () => {
    const line = fc.tuple(fc.constantFrom("a", "b"), fc.constantFrom("k1", "k2", "k3"));
    fc.assert(
      fc.property(fc.array(line, { maxLength: 8 }), fc.integer({ min: 1, max: 3 }), (lines, needed) => {
        const payloads = [...new Set(lines.map(([payload]) => payload))];
        const keysOf = (wanted: string) => lines.flatMap(([payload, key]) => (payload === wanted ? [key] : []));
        const enough = payloads.every((payload) => new Set(keysOf(payload)).size >= needed);
        const once = payloads.every((payload) => new Set(keysOf(payload)).size === keysOf(payload).length);
        const merge = () =>
          mergeSignatures(
            lines.map(([payload, key]) => signed(payload, key)),
            demand(needed),
          );
        if (enough && once) expect(merge().map(({ payload }) => payload)).toEqual(payloads);
        else expect(merge).toThrow(/signed|twice/u);
      }),
    );
  });
});
