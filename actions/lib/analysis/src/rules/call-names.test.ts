import { expect, it } from "vitest";
import { findKind, isDangerous } from "./call-names.ts";

it("calls are known by their name, and methods of anything by their own", () => {
  expect(findKind("php", "Shell_Exec")).toBe("process");
  expect(findKind("php", "$logger->debug")).toBe("log");
  expect(findKind("javascript", "child_process.exec")).toBe("process");
  expect(findKind("javascript", "regexp.exec")).toBeUndefined();
  expect(findKind("javascript", "module._compile")).toBe("eval");
  expect(findKind("python", "toString")).toBeUndefined();
  expect([isDangerous("php", "assert"), isDangerous("python", "assert"), isDangerous("python", "exec")]).toEqual([
    true,
    false,
    true,
  ]);
});
