import { expect, it } from "vitest";
import { findStatement, requireStatement } from "./find-statement.ts";
import type { VerifiedStatement } from "./verify-bundle.ts";

const statement = (predicateType: string) => ({ statement: { predicateType } }) as unknown as VerifiedStatement;
const [one, other] = ["a", "b"].map(statement) as [VerifiedStatement, VerifiedStatement];
const missing = (found: number) =>
  expect.objectContaining({ code: "attestation_missing", facts: { predicateType: "a", found } });

it("finds the one of a type, or none", () => {
  expect(findStatement([other, one], "a", "first")).toBe(one);
  expect(findStatement([other], "a", "first")).toBeNull();
  expect(requireStatement([other, one], "a", "first")).toBe(one);
});

it("refuses several, for nobody could tell which one counts, and none where one is needed", () => {
  for (const find of [findStatement, requireStatement])
    expect(() => find([one, other, one], "a", "first")).toThrow(missing(2));
  expect(() => requireStatement([other], "a", "first")).toThrow(missing(0));
});
