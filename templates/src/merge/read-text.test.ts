import { expect, it } from "vitest";
import { isSameFile, readText } from "./read-text.ts";

const file = (content: string | Uint8Array, executable = false) => ({ content, executable });

it("reads bytes as text where they are some, with a byte order mark if there is one", () => {
  expect(readText(file(new TextEncoder().encode("é\n")))).toBe("é\n");
  expect(readText(file(Uint8Array.of(0xef, 0xbb, 0xbf, 0x61)))).toBe("\ufeffa");
  expect(readText(file(Uint8Array.of(0xff)))).toBeUndefined();
  expect(readText(file(Uint8Array.of(0x61, 0)))).toBeUndefined();
});

it("compares by bytes and mode, whatever they are kept as", () => {
  expect(isSameFile(file("é"), file(new TextEncoder().encode("é")))).toBe(true);
  expect(isSameFile(file("a"), file("a", true))).toBe(false);
  expect([isSameFile(undefined, undefined), isSameFile(file(""), undefined)]).toEqual([true, false]);
});
