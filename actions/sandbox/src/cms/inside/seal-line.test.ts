import { expect, it } from "vitest";
import { sealLine } from "./seal-line.ts";

it("seals a text with the key, so that another key or another text gives another seal", () => {
  const line = sealLine("key", "text");
  expect(line).toMatch(/^[0-9a-f]{64} text$/);
  expect(sealLine("key", "text")).toBe(line);
  expect(sealLine("other", "text")).not.toBe(line);
  expect(sealLine("key", "texts").slice(0, 64)).not.toBe(line.slice(0, 64));
});
