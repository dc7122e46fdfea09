import { expect, it } from "vitest";
import { isPlainAddress, parseAllowedUrl } from "./check-origin.ts";

it.each([
  ["https://a.example/x", true],
  ["http://127.0.0.1:4873/x", true],
  ["http://localhost/x", true],
  ["http://[::1]:1/", true],
  ["http://a.example/x", false],
  ["http://127.0.0.1.evil.example/", false],
  ["ftp://a.example/x", false],
  ["file:///etc/passwd", false],
  ["https://u@a.example/", false],
  ["https://a.example/?q", false],
  ["https://a.example/#h", false],
])("takes %s for plain: %s", (text, expected) => {
  expect(isPlainAddress(new URL(text))).toBe(expected);
});

it("answers an address of the named origins alone", () => {
  const parse = (text: string) => parseAllowedUrl(text, ["https://a.example"])?.href;
  expect(parse("https://a.example/x.zip")).toBe("https://a.example/x.zip");
  for (const text of [
    "https://a.example:444/x",
    "https://b.example/x",
    "a.example",
    "",
    `https://a.example/${"x".repeat(1000)}`,
  ]) {
    expect(parse(text), text.slice(0, 40)).toBeUndefined();
  }
});
