import { expect, it } from "vitest";
import { oneLine } from "./one-line.ts";

it("joins lines, drops what nobody sees, and keeps letters of every script", () => {
  expect(oneLine("  Acme\r\n\tPay  ")).toBe("Acme Pay");
  expect(oneLine("a\u202Eb\u200Bc")).toBe("abc");
  expect(oneLine("Söhne\u2028& الدفع")).toBe("Söhne & الدفع");
});
