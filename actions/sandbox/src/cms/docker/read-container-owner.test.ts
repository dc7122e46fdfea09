import { expect, it } from "vitest";
import { parseOwner, renderOwner } from "./container-owner.ts";
import { readContainerOwner, readStart } from "./read-container-owner.ts";

it("tells this process from every other that has or had its number", () => {
  const owner = readContainerOwner();
  expect(owner.pid).toBe(process.pid);
  expect(readStart(process.pid)).toBe(owner.started);
  expect(Number(owner.started)).toBeGreaterThan(0);
  expect(parseOwner(renderOwner(owner))).toEqual(owner);
});

it("knows no start of a process that is not there", () => {
  expect(readStart(2 ** 30)).toBeUndefined();
});
