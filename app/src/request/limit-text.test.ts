import { expect, it } from "vitest";
import { limitText } from "./limit-text.ts";

it.each([
  ["nothing", ""],
  ["65,536 characters", "x".repeat(65_536)],
  ["131,072 bytes", "é".repeat(65_536)],
  ["2,000 lines", "\n".repeat(1999)],
  ["2,000 lines of text", "x\n".repeat(1999)],
])("lets %s pass", (_, text) => {
  expect(limitText(text)).toBeNull();
});

it.each([
  ["65,537 characters", "x".repeat(65_537), "is longer than 65536 characters"],
  ["131,073 bytes", `${"é".repeat(65_535)}€`, "is longer than 131072 bytes"],
  ["2,001 lines", "\n".repeat(2000), "has more than 2000 lines"],
])("refuses %s", (_, text, message) => {
  expect(limitText(text)).toEqual({ path: "", rule: "too_large", message });
});
