import { expect, it } from "vitest";
import { listCovered } from "./evidence.ts";
import { mutationChecks } from "./mutation-check.ts";

it("mutates every file of the request parser and of the quorum, each in one area", () => {
  const covered = mutationChecks.flatMap(({ covers }) => listCovered(covers));
  expect(new Set(covered).size).toBe(covered.length);
  const due = listCovered(["app/src/request/**/*.ts", "actions/lib/trust/src/quorum/**/*.ts"]);
  expect(covered).toEqual(expect.arrayContaining(due));
  for (const { name, covers } of mutationChecks) expect(listCovered(covers), name).not.toEqual([]);
});
